-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What officers are reminded of (cgi/service/ladder.h): each rung of the ladder once. A row goes with the
-- matter's place in the lists, which it is of no use without.

-- part: the period that runs (check, decide, deliver, target; correct: the resident's); rung: half, soon,
-- late; whom: holder, unit (nobody has it, or whoever has it is away), head, resident; officer: who had
-- it then, or 0
CREATE TABLE reminder (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	part VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	rung VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	due DATETIME(3) NOT NULL,
	whom VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	officer BIGINT NOT NULL,
	unit BIGINT NOT NULL,
	at DATETIME(3) NOT NULL,
	UNIQUE KEY reminder_rung (application, part, rung, due, whom),
	KEY reminder_officer (whom, officer, id),
	KEY reminder_unit (whom, unit, id)
) ENGINE=InnoDB;

CREATE TRIGGER queue_entry_unreminds AFTER DELETE ON queue_entry FOR EACH ROW
	DELETE FROM reminder WHERE application = OLD.id;

-- seen: up to this reminder; mail: where a digest goes, sealed, or NULL; mailed, mailed_day: the last one
CREATE TABLE reminder_reader (
	officer BIGINT NOT NULL PRIMARY KEY,
	seen BIGINT NOT NULL DEFAULT 0,
	mail VARBINARY(400) NULL,
	mailed BIGINT NOT NULL DEFAULT 0,
	mailed_day DATE NULL
) ENGINE=InnoDB;
