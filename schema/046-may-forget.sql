-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a program's account deletes of a matter is what the law lets go, whoever holds the account: a draft
-- that was never sent, or what two people have confirmed for destruction, thirty days after (disposal.h).
-- The tables' owner, which no serving program uses, is bound by none of this.

-- how many leaves lost what opened them; NULL: destroyed before that was counted
ALTER TABLE disposal ADD COLUMN leaves INT NULL;

-- the day of the confirmation is the proposal's, which the courier cannot write
CREATE FUNCTION may_forget(which BIGINT) RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN SUBSTRING_INDEX(USER(), '@', 1) = SUBSTRING_INDEX(CURRENT_USER(), '@', 1) OR
		NOT EXISTS (SELECT 1 FROM history WHERE application = which) OR
		(EXISTS (SELECT 1 FROM disposal d JOIN proposal p ON p.id = d.proposal
				JOIN application a ON a.id = d.application
				WHERE d.application = which AND d.destroyed IS NULL AND d.due < UTC_TIMESTAMP(3)
				AND a.ref = d.ref AND a.formality = d.formality
				AND p.kind = 'dispose' AND p.outcome = 'confirmed'
				AND p.ended <= UTC_TIMESTAMP(3) - INTERVAL 30 DAY
				AND LOCATE(CONCAT(d.formality, ' ', d.year, ' '), p.body) = 1) AND
		NOT EXISTS (SELECT 1 FROM hold WHERE application = which AND ended IS NULL) AND
		NOT EXISTS (SELECT 1 FROM follow_up WHERE application = which AND closed IS NULL));

CREATE TRIGGER application_stays BEFORE DELETE ON application FOR EACH ROW
	IF NOT may_forget(OLD.id) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the matter was sent, and its destruction is not due';
	END IF;

CREATE TRIGGER application_is_itself BEFORE UPDATE ON application FOR EACH ROW
	IF NEW.id <> OLD.id THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a matter keeps its id';
	END IF;

-- what a matter has goes after it
CREATE PROCEDURE must_stay(IN which BIGINT) READS SQL DATA SQL SECURITY DEFINER
	IF EXISTS (SELECT 1 FROM application WHERE id = which) AND NOT may_forget(which) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'its matter is there';
	END IF;

CREATE TRIGGER material_stays BEFORE DELETE ON material FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER correction_stays BEFORE DELETE ON correction FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER decision_stays BEFORE DELETE ON decision FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER result_stays BEFORE DELETE ON result FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER writ_stays BEFORE DELETE ON writ FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER note_stays BEFORE DELETE ON note FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER recusal_stays BEFORE DELETE ON recusal FOR EACH ROW
	CALL must_stay(OLD.application);

-- That a matter has gone is not enough: its disposal must say so, and how its chain ended, or it was never sent.
CREATE OR REPLACE PROCEDURE forget_record(IN which BIGINT)
	SQL SECURITY DEFINER
BEGIN
	IF NOT EXISTS (SELECT 1 FROM application WHERE id = which) THEN
		IF EXISTS (SELECT 1 FROM history WHERE application = which) AND NOT EXISTS
			(SELECT 1 FROM disposal d WHERE d.application = which AND d.destroyed IS NOT NULL
				AND d.acts = (SELECT COUNT(*) FROM history WHERE application = which)
				AND d.head = (SELECT hash FROM history WHERE application = which ORDER BY seq DESC LIMIT 1)) THEN
			SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'nothing says that it was destroyed';
		END IF;
		UPDATE disposal SET leaves = (SELECT COUNT(*) FROM ledger_entry WHERE application = which)
			WHERE application = which AND leaves IS NULL;
		DELETE FROM history WHERE application = which;
		DELETE FROM access_record WHERE application = which;
		DELETE FROM ledger_entry WHERE application = which;
	END IF;
END;
