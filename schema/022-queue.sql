-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What the desk's lists read, and nothing else: one narrow row for each application that waits for
-- somebody, so that the millions which have ended cost a list nothing, and neither do the answers.
-- The store keeps it itself, in the transaction of whatever moves an application: no program can
-- forget it, none has a right to write here, and a list is never older than the matter.
-- The states are those of lifecycle.def in which something is awaited (t/unit/queue.c compares).
-- officer: 0 is nobody. due: 9999-01-01 where nothing is due, so that those come last.
-- turn: o the office's, r the resident's.
CREATE TABLE queue_entry (
	id BIGINT NOT NULL PRIMARY KEY,
	unit BIGINT NOT NULL,
	officer BIGINT NOT NULL,
	state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	turn CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	due DATETIME(3) NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	zone VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	person BIGINT NOT NULL,
	ref CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version INT NOT NULL,
	stopped DATETIME(3) NULL,
	is_extended TINYINT NOT NULL,
	owed DATETIME(3) NULL,
	KEY queue_entry_state (unit, state, due, id),
	KEY queue_entry_officer (unit, officer, state, due, id, formality, country),
	KEY queue_entry_formality (unit, state, formality, due, id, country),
	KEY queue_entry_country (unit, state, country, due, id),
	KEY queue_entry_zone (unit, turn, zone, due, id, state, formality, country),
	KEY queue_entry_person (person)
) ENGINE=InnoDB;

CREATE PROCEDURE queue_keep(IN which BIGINT)
	SQL SECURITY DEFINER
BEGIN
	INSERT INTO queue_entry (id, unit, officer, state, turn, due, formality, country, zone, person, ref,
		version, stopped, is_extended, owed)
	SELECT a.id, a.unit, COALESCE(a.officer, 0), a.state,
		IF(a.state IN ('correction', 'interview', 'visit'), 'r', 'o'),
		COALESCE(a.due, '9999-01-01'), a.formality, COALESCE(p.country, ''), COALESCE(p.zone, ''),
		a.person, a.ref, a.version, a.stopped, a.is_extended, a.owed
	FROM application a LEFT JOIN person p ON p.id = a.person WHERE a.id = which
	ON DUPLICATE KEY UPDATE unit = VALUES(unit), officer = VALUES(officer), state = VALUES(state),
		turn = VALUES(turn), due = VALUES(due), formality = VALUES(formality), country = VALUES(country),
		zone = VALUES(zone), person = VALUES(person), ref = VALUES(ref), version = VALUES(version),
		stopped = VALUES(stopped), is_extended = VALUES(is_extended), owed = VALUES(owed);
END;

CREATE FUNCTION queue_awaits(state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin, unit BIGINT)
	RETURNS BOOLEAN DETERMINISTIC NO SQL
	RETURN unit IS NOT NULL AND state IN ('submitted', 'correction', 'accepted', 'interview', 'visit',
		'proposed', 'approved', 'refused', 'transferred');

CREATE TRIGGER application_queue_add AFTER INSERT ON application FOR EACH ROW
	IF queue_awaits(NEW.state, NEW.unit) THEN
		CALL queue_keep(NEW.id);
	END IF;

CREATE TRIGGER application_queue_move AFTER UPDATE ON application FOR EACH ROW
	IF queue_awaits(NEW.state, NEW.unit) THEN
		CALL queue_keep(NEW.id);
	ELSEIF queue_awaits(OLD.state, OLD.unit) THEN
		DELETE FROM queue_entry WHERE id = OLD.id;
	END IF;

CREATE TRIGGER application_queue_drop AFTER DELETE ON application FOR EACH ROW
	DELETE FROM queue_entry WHERE id = OLD.id;

CREATE TRIGGER person_queue_move AFTER UPDATE ON person FOR EACH ROW
	IF NEW.zone <> OLD.zone OR NEW.country <> OLD.country THEN
		UPDATE queue_entry SET zone = NEW.zone, country = NEW.country WHERE person = NEW.id;
	END IF;

INSERT INTO queue_entry (id, unit, officer, state, turn, due, formality, country, zone, person, ref,
	version, stopped, is_extended, owed)
SELECT a.id, a.unit, COALESCE(a.officer, 0), a.state,
	IF(a.state IN ('correction', 'interview', 'visit'), 'r', 'o'),
	COALESCE(a.due, '9999-01-01'), a.formality, COALESCE(p.country, ''), COALESCE(p.zone, ''),
	a.person, a.ref, a.version, a.stopped, a.is_extended, a.owed
FROM application a LEFT JOIN person p ON p.id = a.person WHERE queue_awaits(a.state, a.unit);

-- the lists went down these; now the closed ones weigh on no act
ALTER TABLE application DROP KEY application_queue, DROP KEY application_claimed;

-- One view that an officer has kept: a list of service/queue.def and its filters. 0 and '' are any.
CREATE TABLE saved_view (
	officer BIGINT NOT NULL PRIMARY KEY,
	list VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	unit BIGINT NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	since DATE NULL,
	until DATE NULL,
	saved DATETIME(3) NOT NULL
) ENGINE=InnoDB;
