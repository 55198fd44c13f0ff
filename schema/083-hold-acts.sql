-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A matter is kept beyond its time, and no longer kept, by an act (cgi/service/holding.h): the act is written
-- first, as 071-places.sql has it of the rest. No program's account makes or ends a hold that its history does not.
CREATE FUNCTION may_hold(which BIGINT, word VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin, moment DATETIME(3), who BIGINT)
	RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN COALESCE((SELECT action = word AND at = moment AND actor = who FROM history
		WHERE application = which AND action IN ('hold', 'hold_end') ORDER BY seq DESC LIMIT 1), FALSE);

CREATE TRIGGER hold_begins BEFORE INSERT ON hold FOR EACH ROW
	CALL said_once(NEW.ended IS NOT NULL OR NOT may_hold(NEW.application, 'hold', NEW.made, NEW.made_by) OR
		EXISTS (SELECT 1 FROM hold WHERE application = NEW.application AND ended IS NULL));

CREATE TRIGGER hold_ends BEFORE UPDATE ON hold FOR EACH ROW
	IF OLD.ended IS NULL AND NOT (NEW.ended <=> OLD.ended AND NEW.ended_by <=> OLD.ended_by) THEN
		CALL said_once(NOT may_hold(OLD.application, 'hold_end', NEW.ended, NEW.ended_by));
	END IF;
