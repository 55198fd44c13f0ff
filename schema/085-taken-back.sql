-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A hand-back is the department's own, by a clerk or a link: an officer who takes a matter back is counted for nobody.
DROP TRIGGER transfer_handed_back;
CREATE TRIGGER transfer_handed_back AFTER UPDATE ON transfer FOR EACH ROW
	IF NEW.outcome = 'hand_back' AND NOT OLD.outcome <=> NEW.outcome THEN
		INSERT INTO handed_back SELECT NEW.id, NEW.application, NEW.ended, COALESCE(NEW.whose, a.unit), NEW.unit,
			COALESCE(h.actor, 0), a.formality
			FROM application a JOIN history h ON h.application = a.id AND h.action = 'hand_back' AND h.role = 'clerk'
			AND h.seq = (SELECT MAX(l.seq) FROM history l WHERE l.application = a.id AND l.action = 'hand_back')
			WHERE a.id = NEW.application AND COALESCE(NEW.whose, a.unit) IS NOT NULL;
	END IF;

-- where the history is gone by now, whoever put it down is known by where they are
DELETE FROM handed_back WHERE officer IN (SELECT o.id FROM officer o JOIN unit u ON u.id = o.unit
	WHERE u.kind <> 'outside');
