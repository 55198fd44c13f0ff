-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Where a department is told of what it has, and gets its link: whoever reads that mailbox is the department, so two
-- administrators say which it is (cgi/service/mailbox.h).

-- the proposal by which unit.mail stands; with qiao-admin: a number that is no proposal's, and newer than all
ALTER TABLE unit ADD COLUMN mail_by BIGINT NULL AFTER mail;

CREATE FUNCTION is_agreed_mailbox(place BIGINT, was BIGINT, becomes BIGINT)
	RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM proposal WHERE id = becomes AND id > COALESCE(was, id - 1) AND kind = 'mailbox' AND
		stamp = place AND outcome = 'confirmed');
CREATE TRIGGER unit_mail_agreed BEFORE UPDATE ON unit FOR EACH ROW
	CALL said_once(NOT (NEW.mail <=> OLD.mail AND NEW.mail_by <=> OLD.mail_by) AND
		NOT (OLD.kind = 'outside' AND is_agreed_mailbox(OLD.id, OLD.mail_by, NEW.mail_by)));

-- what was proposed is what is confirmed
CREATE OR REPLACE TRIGGER proposal_words_stay BEFORE UPDATE ON proposal FOR EACH ROW
	IF OLD.words IS NOT NULL AND NOT (NEW.words <=> OLD.words) THEN
		CALL said_once(OLD.kind = 'mailbox');
		CALL must_stay(OLD.stamp);
	END IF;
