-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Whose a matter is moves with the act that moves it, as 057-as-done.sql says of its state, and each act says
-- whose it was then: the act is written first, and the matter follows it.

-- after the act: the unit that has the matter, and the department that it is with; NULL: of before, or none
ALTER TABLE history ADD COLUMN whose BIGINT NULL,
	ADD COLUMN department VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- From this id on the matter follows its act: on a store that is in use from a day later, as history_keyed.since.
ALTER TABLE history_keyed ADD COLUMN acts_first BIGINT NOT NULL DEFAULT 0;
UPDATE history_keyed SET acts_first = (CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) + 86400000 - 1577836800000) * 2097152
	WHERE EXISTS (SELECT 1 FROM history);
CREATE FUNCTION acts_come_first() RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN NOT EXISTS (SELECT 1 FROM history_keyed
		WHERE acts_first > (CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) - 1577836800000) * 2097152);

CREATE FUNCTION may_step(which BIGINT, was VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin,
	becomes VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin)
	RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN may_move(was, becomes) AND (last_state(which) = becomes AND COALESCE((SELECT state FROM history
		WHERE application = which ORDER BY seq DESC LIMIT 1 OFFSET 1), 'draft') = was OR
		last_state(which) = was AND NOT acts_come_first());

-- what the last act gave it: the unit by submitting, rerouting or handing back, the department by passing it on
CREATE FUNCTION may_belong(which BIGINT, place BIGINT, office VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
	is_elsewhere BOOLEAN, is_otherwise BOOLEAN)
	RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN NOT acts_come_first() OR COALESCE((SELECT whose <=> place AND department <=> office AND
		(NOT is_elsewhere OR action IN ('submit', 'reroute', 'hand_back')) AND
		(NOT is_otherwise OR action IN ('transfer', 'hand_back'))
		FROM history WHERE application = which ORDER BY seq DESC LIMIT 1), FALSE);

-- as deed.c counts: its formality's years from Wenzhou's day of its end
CREATE FUNCTION kept_until(version BIGINT, ended DATETIME(3)) RETURNS DATE READS SQL DATA SQL SECURITY DEFINER
	RETURN DATE(ended + INTERVAL 8 HOUR) + INTERVAL (SELECT CAST(REGEXP_SUBSTR(REGEXP_SUBSTR(body,
		'(?m)^Retention[ \\t]*=[ \\t]*[0-9]+'), '[0-9]+') AS UNSIGNED) FROM formality_version WHERE id = version) YEAR;

CREATE TRIGGER application_place BEFORE UPDATE ON application FOR EACH ROW
	IF NOT (NEW.unit <=> OLD.unit AND NEW.department <=> OLD.department AND NEW.retain_until <=> OLD.retain_until) THEN
		CALL said_once(NOT (NEW.unit <=> OLD.unit AND NEW.department <=> OLD.department) AND
			NOT may_belong(OLD.id, NEW.unit, NEW.department, NOT NEW.unit <=> OLD.unit,
				NOT NEW.department <=> OLD.department) OR
			NOT NEW.retain_until <=> OLD.retain_until AND NOT (OLD.ended IS NULL AND NEW.ended IS NOT NULL AND
				NEW.retain_until <=> kept_until(OLD.formality_version, NEW.ended)));
	END IF;

CREATE OR REPLACE TRIGGER application_as_done BEFORE UPDATE ON application FOR EACH ROW
	CALL said_once(NEW.version < OLD.version OR
		NEW.state <> OLD.state AND NOT may_step(OLD.id, OLD.state, NEW.state) OR
		NEW.answers <> OLD.answers AND NOT (NEW.state = OLD.state AND
			OLD.state IN ('draft', 'correction') AND last_state(OLD.id) = OLD.state) OR
		NOT NEW.submitted <=> OLD.submitted AND NOT (OLD.submitted IS NULL AND
			OLD.state = 'draft' AND NEW.state = 'submitted') OR
		NOT NEW.accepted <=> OLD.accepted AND NOT (NEW.accepted IS NOT NULL AND
			OLD.state = 'submitted' AND NEW.state = 'accepted') OR
		NOT NEW.decided <=> OLD.decided AND NOT (OLD.decided IS NULL AND
			(OLD.state = 'proposed' AND NEW.state IN ('approved', 'refused') OR
			OLD.state = 'accepted' AND NEW.state = 'approved')) OR
		NOT NEW.ended <=> OLD.ended AND NOT (OLD.ended IS NULL AND NEW.state <> OLD.state AND
			NEW.state IN ('closed', 'declined', 'withdrawn')) OR
		NEW.corrections <> OLD.corrections AND NOT (NEW.corrections = OLD.corrections + 1 AND
			OLD.state = 'submitted' AND NEW.state = 'correction') OR
		NEW.is_extended <> OLD.is_extended AND NOT (OLD.is_extended = 0 AND
			OLD.state = 'accepted' AND NEW.state = 'accepted') OR
		NEW.state = OLD.state AND (NOT NEW.stopped <=> OLD.stopped OR NEW.is_extended = OLD.is_extended AND
			NOT (is_recount(OLD.due, NEW.due) AND is_recount(OLD.law_due, NEW.law_due))));
