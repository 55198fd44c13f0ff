-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Where a formality's file says Approval = 0, whoever examined it approves without a proposal. That step is of
-- such a version and of no other, and its decision says that nobody proposed it; 057-as-done.sql and
-- 059-word-for-word.sql otherwise as before. qiao-verify reads the version too (cgi/verify/deeds.c).

-- who proposed; NULL: nobody, one person approved alone
ALTER TABLE decision MODIFY proposed_by BIGINT NULL;

-- in doubt, two: the one line of the file that says so
CREATE FUNCTION needs_second(which BIGINT) RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN NOT EXISTS (SELECT 1 FROM application a JOIN formality_version v ON v.id = a.formality_version AND
		v.code = a.formality WHERE a.id = which AND v.body REGEXP '(?m)^Approval[ \\t]*=[ \\t]*0[ \\t]*$');

CREATE OR REPLACE FUNCTION may_move(was VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin,
	becomes VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin)
	RETURNS BOOLEAN DETERMINISTIC NO SQL
	RETURN CONCAT(was, '>', becomes) IN ('draft>submitted',
		'submitted>correction', 'submitted>accepted', 'submitted>declined', 'submitted>transferred',
		'submitted>withdrawn', 'correction>submitted', 'correction>withdrawn',
		'accepted>interview', 'accepted>visit', 'accepted>proposed', 'accepted>approved', 'accepted>transferred',
		'accepted>withdrawn', 'interview>accepted', 'interview>withdrawn', 'visit>accepted',
		'visit>withdrawn', 'proposed>approved', 'proposed>refused', 'proposed>accepted',
		'proposed>withdrawn', 'approved>issued', 'refused>issued', 'issued>closed',
		'transferred>issued', 'transferred>submitted', 'transferred>withdrawn');

CREATE TRIGGER application_alone BEFORE UPDATE ON application FOR EACH ROW
	CALL said_once(OLD.state = 'accepted' AND NEW.state = 'approved' AND (needs_second(OLD.id) OR NOT EXISTS
		(SELECT 1 FROM decision d WHERE d.application = OLD.id AND d.proposed_by IS NULL AND
		d.outcome = 'approve' AND d.is_agreed = 1 AND d.decided = NEW.decided)));
CREATE TRIGGER decision_begins BEFORE INSERT ON decision FOR EACH ROW
	CALL said_once(NEW.proposed_by IS NULL AND (NEW.outcome <> 'approve' OR needs_second(NEW.application)));

CREATE OR REPLACE TRIGGER application_as_done BEFORE UPDATE ON application FOR EACH ROW
	CALL said_once(NEW.version < OLD.version OR
		NEW.state <> OLD.state AND NOT (may_move(OLD.state, NEW.state) AND last_state(OLD.id) = OLD.state) OR
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
CREATE OR REPLACE TRIGGER application_owes BEFORE UPDATE ON application FOR EACH ROW
	CALL said_once(NOT NEW.owed <=> OLD.owed AND NOT (OLD.owed IS NULL AND OLD.state = 'submitted' OR
		NEW.owed IS NULL AND (OLD.state = 'proposed' AND NEW.state IN ('approved', 'refused') OR
		OLD.state = 'accepted' AND NEW.state = 'approved' OR
		NOT EXISTS (SELECT 1 FROM owed_paper WHERE application = OLD.id AND came IS NULL))));
