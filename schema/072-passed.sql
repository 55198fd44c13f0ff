-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What goes to another department goes by passing it on, and its answer stays, as 057-as-done.sql says of the rest:
-- no account puts a matter that is at one department before another one, or takes back what a clerk wrote.

-- a question, and a passing on, are of a matter that is the unit's own to check, one at a time, and before the act
CREATE TRIGGER forward_ask_begins BEFORE INSERT ON forward_ask FOR EACH ROW
	CALL said_once(NOT EXISTS (SELECT 1 FROM application WHERE id = NEW.application AND state IN ('submitted', 'accepted')) OR
		NOT EXISTS (SELECT 1 FROM unit WHERE id = NEW.unit AND kind = 'outside') OR
		EXISTS (SELECT 1 FROM forward_ask WHERE application = NEW.application AND answered IS NULL));
CREATE TRIGGER transfer_begins BEFORE INSERT ON transfer FOR EACH ROW
	CALL said_once(NOT EXISTS (SELECT 1 FROM application WHERE id = NEW.application AND state IN ('submitted', 'accepted') AND
			unit <=> NEW.whose) OR
		NOT EXISTS (SELECT 1 FROM unit WHERE id = NEW.unit AND kind = 'outside') OR
		EXISTS (SELECT 1 FROM transfer WHERE application = NEW.application AND ended IS NULL));
-- its papers come before it, and none later
CREATE TRIGGER transfer_paper_begins BEFORE INSERT ON transfer_paper FOR EACH ROW
	CALL said_once(EXISTS (SELECT 1 FROM transfer WHERE id = NEW.transfer));

-- Taken once; an answer is written once, and again only after a question about it; ended when the matter left.
CREATE OR REPLACE TRIGGER transfer_once BEFORE UPDATE ON transfer FOR EACH ROW
	CALL said_once(OLD.ended IS NOT NULL AND NOT (NEW.ended <=> OLD.ended AND NEW.outcome <=> OLD.outcome AND
			NEW.taken <=> OLD.taken AND NEW.answered <=> OLD.answered AND NEW.question <=> OLD.question) OR
		OLD.taken IS NOT NULL AND NOT NEW.taken <=> OLD.taken OR
		OLD.ended IS NULL AND NEW.ended IS NOT NULL AND (NEW.outcome IS NULL OR EXISTS
			(SELECT 1 FROM application WHERE id = OLD.application AND state = 'transferred')) OR
		NOT (NEW.answer <=> OLD.answer AND NEW.answer_own <=> OLD.answer_own) AND
			(OLD.answered IS NOT NULL OR NEW.answered IS NULL) OR
		OLD.answered IS NULL AND NEW.answered IS NOT NULL AND NEW.answer IS NULL OR
		OLD.answered IS NOT NULL AND NOT NEW.answered <=> OLD.answered AND
			(NEW.answered IS NOT NULL OR NEW.question <=> OLD.question) OR
		NOT NEW.question <=> OLD.question AND (OLD.answered IS NULL OR NEW.answered IS NOT NULL));

-- A matter is with the department that it was passed on to, and no other.
CREATE FUNCTION is_passed_to(which BIGINT, office VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin)
	RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN COALESCE((SELECT COUNT(*) = 1 AND MIN(u.code) = CONCAT('dept-', office) FROM transfer t
		JOIN unit u ON u.id = t.unit WHERE t.application = which AND t.ended IS NULL), FALSE);
CREATE TRIGGER application_passed BEFORE UPDATE ON application FOR EACH ROW
	IF NOT NEW.department <=> OLD.department AND NEW.department IS NOT NULL THEN
		CALL said_once(NOT is_passed_to(OLD.id, NEW.department));
	END IF;

-- Whoever knows a person says so in an act (cgi/service/bar.h).
CREATE TRIGGER recusal_begins BEFORE INSERT ON recusal FOR EACH ROW
	CALL said_once(NOT EXISTS (SELECT 1 FROM history WHERE application = NEW.application AND action = 'recuse' AND
		at = NEW.at AND COALESCE(actor, 0) = NEW.officer));
