-- SPDX-License-Identifier: AGPL-3.0-or-later
-- More of 057-as-done.sql: the record of administration is hashed with the key too, and what two people
-- confirm counts as they confirmed it.

-- audit: as since, of the record of administration (cgi/service/audit.c)
ALTER TABLE history_keyed ADD COLUMN audit BIGINT NOT NULL DEFAULT 0;
UPDATE history_keyed SET audit = (CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) + 86400000 - 1577836800000) * 2097152
	WHERE EXISTS (SELECT 1 FROM audit);

-- A day is off as a notice says that two people have confirmed.
CREATE FUNCTION is_announced(which DATE, what VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin)
	RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM proposal WHERE kind = 'calendar' AND outcome = 'confirmed' AND
		body REGEXP CONCAT(which, '[ \t]+', what));
CREATE TRIGGER calendar_day_told BEFORE INSERT ON calendar_day FOR EACH ROW
	CALL said_once(NOT is_announced(NEW.day, NEW.kind));
CREATE TRIGGER calendar_day_moved BEFORE UPDATE ON calendar_day FOR EACH ROW
	CALL said_once(NEW.day <> OLD.day OR NOT is_announced(NEW.day, NEW.kind));

-- What is owed is let off by the decision, and before it by coming, which is the resident's.
CREATE TRIGGER application_owes BEFORE UPDATE ON application FOR EACH ROW
	CALL said_once(NOT NEW.owed <=> OLD.owed AND NOT (OLD.owed IS NULL AND OLD.state = 'submitted' OR
		NEW.owed IS NULL AND (OLD.state = 'proposed' AND NEW.state IN ('approved', 'refused') OR
		NOT EXISTS (SELECT 1 FROM owed_paper WHERE application = OLD.id AND came IS NULL))));
