-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What belongs to a matter stays as long as the matter, as in 046-may-forget.sql, and what was said once is
-- not said otherwise later: a decision, when a clock went on, what a resident agreed to. The tables' owner,
-- which no serving program uses, is bound by none of this.

CREATE TRIGGER clock_stop_stays BEFORE DELETE ON clock_stop FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER owed_paper_stays BEFORE DELETE ON owed_paper FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER forward_ask_stays BEFORE DELETE ON forward_ask FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER follow_up_stays BEFORE DELETE ON follow_up FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER transfer_stays BEFORE DELETE ON transfer FOR EACH ROW
	CALL must_stay(OLD.application);
CREATE TRIGGER transfer_paper_stays BEFORE DELETE ON transfer_paper FOR EACH ROW
	CALL must_stay((SELECT application FROM transfer WHERE id = OLD.transfer));
CREATE TRIGGER transfer_link_stays BEFORE DELETE ON transfer_link FOR EACH ROW
	CALL must_stay((SELECT application FROM transfer WHERE id = OLD.transfer));
CREATE TRIGGER correction_item_stays BEFORE DELETE ON correction_item FOR EACH ROW
	CALL must_stay((SELECT application FROM correction WHERE id = OLD.correction));
-- sent, or given up, and ninety days old (cgi/service/retention.c), it goes before its matter
CREATE TRIGGER notice_stays BEFORE DELETE ON notice FOR EACH ROW
	IF OLD.state NOT IN ('sent', 'failed') OR OLD.created > UTC_TIMESTAMP(3) - INTERVAL 89 DAY THEN
		CALL must_stay(OLD.application);
	END IF;

CREATE PROCEDURE said_once(IN is_other BOOLEAN) SQL SECURITY DEFINER
	IF is_other AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'it was said once, and stays as it was said';
	END IF;

CREATE TRIGGER decision_once BEFORE UPDATE ON decision FOR EACH ROW
	CALL said_once(OLD.decided IS NOT NULL AND NOT (NEW.decided <=> OLD.decided AND
		NEW.decided_by <=> OLD.decided_by AND NEW.is_agreed <=> OLD.is_agreed AND NEW.note <=> OLD.note));
CREATE TRIGGER clock_stop_once BEFORE UPDATE ON clock_stop FOR EACH ROW
	CALL said_once(OLD.ended IS NOT NULL AND NOT NEW.ended <=> OLD.ended);
CREATE TRIGGER correction_once BEFORE UPDATE ON correction FOR EACH ROW
	CALL said_once(OLD.answered IS NOT NULL AND NOT (NEW.answered <=> OLD.answered AND NEW.due <=> OLD.due) OR
		OLD.extended IS NOT NULL AND NOT NEW.extended <=> OLD.extended);
CREATE TRIGGER owed_paper_once BEFORE UPDATE ON owed_paper FOR EACH ROW
	CALL said_once(OLD.came IS NOT NULL AND NOT NEW.came <=> OLD.came);
CREATE TRIGGER forward_ask_once BEFORE UPDATE ON forward_ask FOR EACH ROW
	CALL said_once(OLD.answered IS NOT NULL AND
		NOT (NEW.answered <=> OLD.answered AND NEW.is_agreed <=> OLD.is_agreed AND NEW.agreed <=> OLD.agreed));
CREATE TRIGGER transfer_once BEFORE UPDATE ON transfer FOR EACH ROW
	CALL said_once(OLD.ended IS NOT NULL AND NOT (NEW.ended <=> OLD.ended AND NEW.outcome <=> OLD.outcome AND
		NEW.answer <=> OLD.answer AND NEW.answer_own <=> OLD.answer_own) OR
		OLD.taken IS NOT NULL AND NOT NEW.taken <=> OLD.taken);
CREATE TRIGGER follow_up_once BEFORE UPDATE ON follow_up FOR EACH ROW
	CALL said_once(OLD.closed IS NOT NULL AND NOT (NEW.closed <=> OLD.closed AND NEW.mended <=> OLD.mended AND
		NEW.is_mended <=> OLD.is_mended));
CREATE TRIGGER result_once BEFORE UPDATE ON result FOR EACH ROW
	CALL said_once(OLD.fetched IS NOT NULL AND NOT NEW.fetched <=> OLD.fetched);
CREATE TRIGGER rating_once BEFORE UPDATE ON rating FOR EACH ROW
	CALL said_once(OLD.again IS NOT NULL AND
		NOT (NEW.again <=> OLD.again AND NEW.again_level <=> OLD.again_level));
-- a paper that stands no more does not stand again
CREATE TRIGGER writ_once BEFORE UPDATE ON writ FOR EACH ROW
	CALL said_once(OLD.standing <> 'valid' AND NEW.standing <> OLD.standing);
