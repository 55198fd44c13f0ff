-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What came in, as `outcome` has what was decided: one narrow row for each application that was submitted,
-- with the unit that it first came to. The store keeps it itself, no program writes here, and it outlives
-- the application: it says nothing of the person.
CREATE TABLE intake (
	application BIGINT NOT NULL PRIMARY KEY,
	submitted DATETIME(3) NOT NULL,
	unit BIGINT NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	KEY intake_submitted (submitted, formality, unit),
	KEY intake_unit (unit, submitted, formality)
) ENGINE=InnoDB;

CREATE TRIGGER application_intake_move AFTER UPDATE ON application FOR EACH ROW
	IF OLD.submitted IS NULL AND NEW.submitted IS NOT NULL AND NEW.unit IS NOT NULL THEN
		INSERT INTO intake VALUES (NEW.id, NEW.submitted, NEW.unit, NEW.formality);
	END IF;

CREATE TRIGGER application_intake_add AFTER INSERT ON application FOR EACH ROW
	IF NEW.submitted IS NOT NULL AND NEW.unit IS NOT NULL THEN
		INSERT INTO intake VALUES (NEW.id, NEW.submitted, NEW.unit, NEW.formality);
	END IF;

INSERT INTO intake SELECT id, submitted, unit, formality FROM application
WHERE submitted IS NOT NULL AND unit IS NOT NULL;

ALTER TABLE outcome ADD KEY outcome_decided (decided, formality, unit, accepted, is_late, is_granted,
	corrections, officer);

-- The public figures of a quarter (cgi/service/published.h), made once when it is over and never again: a
-- number that moved by one would tell of the one.
CREATE TABLE published_quarter (
	quarter CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	made DATETIME(3) NOT NULL
) ENGINE=InnoDB;

-- kind: all, formality, unit, level; code: of that one, '' for all or for the rest together. NULL: too few.
CREATE TABLE published_figure (
	quarter CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	received INT NULL,
	decided INT NULL,
	on_time INT NULL,
	half INT NULL,
	most INT NULL,
	rated INT NULL,
	PRIMARY KEY (quarter, kind, code)
) ENGINE=InnoDB;
