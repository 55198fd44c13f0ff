-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What supervision counts: one narrow row for each decision, as things stood when it was made. The
-- promise it was measured by is the application's `due` of that moment, which the delivery's limit
-- then takes the place of. The store keeps it itself (as queue_entry), no program writes here, and it
-- outlives the application: it says nothing of the person.
-- officer: whoever had the matter, 0 if nobody.
CREATE TABLE outcome (
	application BIGINT NOT NULL PRIMARY KEY,
	decided DATETIME(3) NOT NULL,
	accepted DATETIME(3) NOT NULL,
	unit BIGINT NOT NULL,
	officer BIGINT NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	is_late TINYINT NOT NULL,
	is_granted TINYINT NOT NULL,
	corrections INT NOT NULL,
	KEY outcome_unit (unit, decided, officer, formality, accepted, is_late, is_granted, corrections)
) ENGINE=InnoDB;

CREATE TRIGGER application_outcome_move AFTER UPDATE ON application FOR EACH ROW
	IF OLD.decided IS NULL AND NEW.decided IS NOT NULL AND NEW.accepted IS NOT NULL
		AND NEW.unit IS NOT NULL THEN
		INSERT INTO outcome VALUES (NEW.id, NEW.decided, NEW.accepted, NEW.unit,
			COALESCE(NEW.officer, 0), NEW.formality, COALESCE(NEW.decided > OLD.due, 0),
			NEW.state = 'approved', NEW.corrections);
	END IF;

-- what is brought in already decided (samples): by the law's day, the promise's is not known any more
CREATE TRIGGER application_outcome_add AFTER INSERT ON application FOR EACH ROW
	IF NEW.decided IS NOT NULL AND NEW.accepted IS NOT NULL AND NEW.unit IS NOT NULL THEN
		INSERT INTO outcome VALUES (NEW.id, NEW.decided, NEW.accepted, NEW.unit,
			COALESCE(NEW.officer, 0), NEW.formality, COALESCE(NEW.decided > NEW.law_due, 0),
			NEW.state <> 'refused', NEW.corrections);
	END IF;

INSERT INTO outcome SELECT a.id, a.decided, a.accepted, a.unit, COALESCE(a.officer, 0), a.formality,
	COALESCE(a.decided > a.law_due, 0), COALESCE((SELECT d.outcome <> 'refuse' FROM decision d
	WHERE d.application = a.id ORDER BY d.id DESC LIMIT 1), 1), a.corrections
FROM application a WHERE a.decided IS NOT NULL AND a.accepted IS NOT NULL AND a.unit IS NOT NULL;
