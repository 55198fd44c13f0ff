-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Whoever holds a program's account makes no matter look on time, decided or agreed that was not: the store
-- lets it move as lifecycle.def says and no other way, one step at a time, each of them in its history; when
-- a day was promised stands in the chain; and what somebody else has to agree to says so. As in
-- 051-said-once.sql, none of this binds the tables' owner, of whom qiao-verify tells (cgi/verify/deeds.c).

-- what was due after the act; of rows of before nobody knows
ALTER TABLE history ADD COLUMN due DATETIME(3) NULL, ADD COLUMN law_due DATETIME(3) NULL;

-- From this id on a row is hashed with the key, which no account of the store has (cgi/service/history.c): on
-- a store that is in use from a day later, so that programs of before may end what they do.
CREATE TABLE history_keyed (
	since BIGINT NOT NULL PRIMARY KEY
) ENGINE=InnoDB;
INSERT INTO history_keyed SELECT IF(EXISTS (SELECT 1 FROM history),
	(CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) + 86400000 - 1577836800000) * 2097152, 0);

CREATE FUNCTION last_state(which BIGINT)
	RETURNS VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin READS SQL DATA SQL SECURITY DEFINER
	RETURN COALESCE((SELECT state FROM history WHERE application = which ORDER BY seq DESC LIMIT 1), 'draft');

-- as lifecycle.def (t/unit/queue.c compares)
CREATE FUNCTION may_move(was VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin,
	becomes VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin)
	RETURNS BOOLEAN DETERMINISTIC NO SQL
	RETURN CONCAT(was, '>', becomes) IN ('draft>submitted',
		'submitted>correction', 'submitted>accepted', 'submitted>declined', 'submitted>transferred',
		'submitted>withdrawn', 'correction>submitted', 'correction>withdrawn',
		'accepted>interview', 'accepted>visit', 'accepted>proposed', 'accepted>transferred',
		'accepted>withdrawn', 'interview>accepted', 'interview>withdrawn', 'visit>accepted',
		'visit>withdrawn', 'proposed>approved', 'proposed>refused', 'proposed>accepted',
		'proposed>withdrawn', 'approved>issued', 'refused>issued', 'issued>closed',
		'transferred>issued', 'transferred>submitted', 'transferred>withdrawn');

-- Days off were announced (cgi/service/recount.c): the courier moves what is due without a step, by days.
CREATE FUNCTION is_recount(was DATETIME(3), becomes DATETIME(3)) RETURNS BOOLEAN NO SQL
	RETURN was <=> becomes OR COALESCE(SUBSTRING_INDEX(USER(), '@', 1) = 'qiao_courier' AND
		ABS(TIMESTAMPDIFF(DAY, was, becomes)) <= 31, FALSE);

CREATE TRIGGER application_begins BEFORE INSERT ON application FOR EACH ROW
	CALL said_once(NEW.state <> 'draft' OR EXISTS (SELECT 1 FROM history WHERE application = NEW.id));

CREATE TRIGGER application_as_done BEFORE UPDATE ON application FOR EACH ROW
	CALL said_once(NEW.version < OLD.version OR
		NEW.state <> OLD.state AND NOT (may_move(OLD.state, NEW.state) AND last_state(OLD.id) = OLD.state) OR
		NEW.answers <> OLD.answers AND NOT (NEW.state = OLD.state AND
			OLD.state IN ('draft', 'correction') AND last_state(OLD.id) = OLD.state) OR
		NOT NEW.submitted <=> OLD.submitted AND NOT (OLD.submitted IS NULL AND
			OLD.state = 'draft' AND NEW.state = 'submitted') OR
		NOT NEW.accepted <=> OLD.accepted AND NOT (NEW.accepted IS NOT NULL AND
			OLD.state = 'submitted' AND NEW.state = 'accepted') OR
		NOT NEW.decided <=> OLD.decided AND NOT (OLD.decided IS NULL AND
			OLD.state = 'proposed' AND NEW.state IN ('approved', 'refused')) OR
		NOT NEW.ended <=> OLD.ended AND NOT (OLD.ended IS NULL AND NEW.state <> OLD.state AND
			NEW.state IN ('closed', 'declined', 'withdrawn')) OR
		NEW.corrections <> OLD.corrections AND NOT (NEW.corrections = OLD.corrections + 1 AND
			OLD.state = 'submitted' AND NEW.state = 'correction') OR
		NEW.is_extended <> OLD.is_extended AND NOT (OLD.is_extended = 0 AND
			OLD.state = 'accepted' AND NEW.state = 'accepted') OR
		NEW.state = OLD.state AND (NOT NEW.stopped <=> OLD.stopped OR NEW.is_extended = OLD.is_extended AND
			NOT (is_recount(OLD.due, NEW.due) AND is_recount(OLD.law_due, NEW.law_due))));

-- Papers come while its person prepares or corrects, and those that are owed until it is decided.
CREATE TRIGGER material_comes BEFORE INSERT ON material FOR EACH ROW
	CALL said_once(NOT EXISTS (SELECT 1 FROM application a WHERE a.id = NEW.application AND
		(a.state IN ('draft', 'correction') OR a.state IN ('accepted', 'interview', 'visit') AND EXISTS
		(SELECT 1 FROM owed_paper o WHERE o.application = a.id AND o.code = NEW.code))));
CREATE TRIGGER material_goes BEFORE UPDATE ON material FOR EACH ROW
	CALL said_once(NOT NEW.removed <=> OLD.removed AND (OLD.removed IS NOT NULL OR NOT EXISTS
		(SELECT 1 FROM application a WHERE a.id = OLD.application AND a.state IN ('draft', 'correction'))));

-- Its day moves once, when the resident asks; or when days off are announced, and never to an earlier one.
CREATE OR REPLACE TRIGGER correction_once BEFORE UPDATE ON correction FOR EACH ROW
	CALL said_once(OLD.answered IS NOT NULL AND NOT (NEW.answered <=> OLD.answered AND NEW.due <=> OLD.due) OR
		OLD.extended IS NOT NULL AND NOT NEW.extended <=> OLD.extended OR
		NEW.due < OLD.due OR NEW.due > OLD.due + INTERVAL 62 DAY OR
		NEW.extended <=> OLD.extended AND NOT is_recount(OLD.due, NEW.due));
CREATE TRIGGER correction_item_once BEFORE UPDATE ON correction_item FOR EACH ROW
	CALL said_once(NOT NEW.answered <=> OLD.answered AND EXISTS
		(SELECT 1 FROM correction WHERE id = OLD.correction AND answered IS NOT NULL));

CREATE OR REPLACE TRIGGER decision_once BEFORE UPDATE ON decision FOR EACH ROW
	CALL said_once(NEW.decided_by <=> OLD.proposed_by OR
		OLD.decided IS NOT NULL AND NOT (NEW.decided <=> OLD.decided AND
		NEW.decided_by <=> OLD.decided_by AND NEW.is_agreed <=> OLD.is_agreed AND NEW.note <=> OLD.note));

-- Each step once and in its turn; the day of the next moves with a step alone, and not beyond the last.
CREATE OR REPLACE TRIGGER follow_up_once BEFORE UPDATE ON follow_up FOR EACH ROW
	CALL said_once(OLD.closed IS NOT NULL AND NOT (NEW.closed <=> OLD.closed) OR
		OLD.mended IS NOT NULL AND NOT (NEW.mended <=> OLD.mended AND NEW.is_mended <=> OLD.is_mended) OR
		OLD.called IS NOT NULL AND NOT NEW.called <=> OLD.called OR
		OLD.tried IS NOT NULL AND NOT NEW.tried <=> OLD.tried OR
		NEW.tries NOT IN (OLD.tries, OLD.tries + 1) OR
		NEW.mended IS NOT NULL AND NEW.tried IS NULL OR NEW.closed IS NOT NULL AND NEW.mended IS NULL OR
		NEW.due <> OLD.due AND (NEW.due > OLD.mend_by OR
			NEW.tries = OLD.tries AND NEW.mended <=> OLD.mended));

-- What one proposes another one confirms: neither the same account nor the same person, once.
CREATE FUNCTION is_other_person(one BIGINT, other BIGINT) RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM officer a JOIN officer b ON b.id = other
		WHERE a.id = one AND a.id <> b.id AND a.number <> b.number);
CREATE TRIGGER proposal_once BEFORE UPDATE ON proposal FOR EACH ROW
	CALL said_once(OLD.ended IS NOT NULL AND NOT (NEW.ended <=> OLD.ended AND
		NEW.ended_by <=> OLD.ended_by AND NEW.outcome <=> OLD.outcome) OR
		OLD.done IS NOT NULL AND NOT (NEW.done <=> OLD.done AND NEW.result <=> OLD.result) OR
		NEW.done IS NOT NULL AND NOT NEW.outcome <=> 'confirmed' OR
		NEW.outcome <=> 'confirmed' AND NOT OLD.outcome <=> NEW.outcome AND
			NOT is_other_person(OLD.made_by, NEW.ended_by));
CREATE TRIGGER staff_change_once BEFORE UPDATE ON staff_change FOR EACH ROW
	CALL said_once(OLD.settled IS NOT NULL AND NOT (NEW.settled <=> OLD.settled AND
		NEW.settled_by <=> OLD.settled_by AND NEW.outcome <=> OLD.outcome AND NEW.officer <=> OLD.officer) OR
		NEW.outcome <=> 'confirmed' AND NOT OLD.outcome <=> NEW.outcome AND
			NOT is_other_person(OLD.proposed_by, NEW.settled_by));

CREATE OR REPLACE TRIGGER rating_once BEFORE UPDATE ON rating FOR EACH ROW
	CALL said_once(OLD.again IS NOT NULL AND
		NOT (NEW.again <=> OLD.again AND NEW.again_level <=> OLD.again_level) OR
		NOT (NEW.excluded <=> OLD.excluded AND NEW.excluded_by <=> OLD.excluded_by) AND
		(OLD.excluded IS NOT NULL OR NOT EXISTS (SELECT 1 FROM proposal p WHERE p.id = NEW.excluded_by AND
			p.kind = 'exclude' AND p.stamp = NEW.application AND p.outcome = 'confirmed')));

CREATE TRIGGER disposal_once BEFORE UPDATE ON disposal FOR EACH ROW
	CALL said_once(NEW.due < OLD.due OR OLD.destroyed IS NOT NULL AND NOT (NEW.destroyed <=> OLD.destroyed AND
		NEW.acts <=> OLD.acts AND NEW.head <=> OLD.head));
CREATE TRIGGER review_matter_once BEFORE UPDATE ON review_matter FOR EACH ROW
	CALL said_once(OLD.reviewed IS NOT NULL AND NOT (NEW.reviewed <=> OLD.reviewed AND
		NEW.finding <=> OLD.finding));
