-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What was handed in is what it was, as 057-as-done.sql says of answers: the programs' accounts change nothing
-- of a file but its state (grants.sql), and its state and its bytes stay as long as a matter has it that was sent
-- with it, also if it was put in a correction's place, or is given out with a result. Nothing of this is asked
-- when files and their parts are added.
CREATE FUNCTION is_handed_in(which BIGINT) RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM material m JOIN application a ON a.id = m.application
			WHERE m.file = which AND a.state <> 'draft' AND NOT (a.state = 'correction' AND m.round = a.corrections)
			AND (m.removed IS NULL OR EXISTS (SELECT 1 FROM correction c WHERE c.application = a.id
				AND c.round > m.round AND c.asked <= m.removed))) OR
		EXISTS (SELECT 1 FROM result r JOIN application a ON a.id = r.application WHERE r.file = which);

CREATE TRIGGER file_stays BEFORE UPDATE ON file FOR EACH ROW
	CALL said_once(NEW.state <> OLD.state AND NOT (OLD.state = 'uploading' AND NEW.state = 'complete' OR
		OLD.state = 'complete' AND NEW.state = 'removed' AND NOT is_handed_in(OLD.id)));
CREATE TRIGGER file_goes BEFORE DELETE ON file FOR EACH ROW
	CALL said_once(OLD.state = 'complete');
CREATE TRIGGER file_part_stays BEFORE DELETE ON file_part FOR EACH ROW
	CALL said_once(EXISTS (SELECT 1 FROM file WHERE id = OLD.file AND state = 'complete'));
