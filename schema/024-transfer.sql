-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Another department has a matter (转办): what was forwarded to it, and no more, is copied here, so that
-- whoever serves its clerks reads neither answers nor papers of the application itself.

-- departments are units of the kind "outside"; the mailbox to which they are told, sealed
ALTER TABLE unit ADD COLUMN mail VARBINARY(400) NULL;

-- one passing on. unit: the department's; forwarded: the chosen answers; note: the officer's words to the
-- department; question: what its answer left open; answer: in Chinese, answer_own: in the resident's language;
-- reminded: the last rung of the ladder that was told; outcome: the act that ended it
CREATE TABLE transfer (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	round INT NOT NULL,
	unit BIGINT NOT NULL,
	officer BIGINT NOT NULL,
	at DATETIME(3) NOT NULL,
	take_by DATETIME(3) NOT NULL,
	taken DATETIME(3) NULL,
	answered DATETIME(3) NULL,
	ended DATETIME(3) NULL,
	outcome VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
	reminded INT NOT NULL DEFAULT 0,
	forwarded MEDIUMBLOB NOT NULL,
	note VARBINARY(8000) NULL,
	question VARBINARY(8000) NULL,
	answer VARBINARY(8000) NULL,
	answer_own VARBINARY(8000) NULL,
	UNIQUE KEY transfer_round (application, round),
	KEY transfer_unit (unit, ended, id),
	KEY transfer_open (ended, id)
) ENGINE=InnoDB;

CREATE TABLE transfer_paper (
	transfer BIGINT NOT NULL,
	file BIGINT NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (transfer, file)
) ENGINE=InnoDB;

-- what an officer asked the resident to let through, a line each: field CODE, material CODE, contact
CREATE TABLE forward_ask (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	unit BIGINT NOT NULL,
	officer BIGINT NOT NULL,
	items VARCHAR(6000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked DATETIME(3) NOT NULL,
	answered DATETIME(3) NULL,
	is_agreed TINYINT NULL,
	KEY forward_ask_application (application, id)
) ENGINE=InnoDB;

-- a department's answer as it wrote it, beside the resident's language in text
ALTER TABLE result ADD COLUMN original VARBINARY(8000) NULL;

-- the clock goes on now while a department has it: a week from the day on which it was passed on
UPDATE clock_stop SET ended = began WHERE cause = 'transfer' AND ended IS NULL;
UPDATE application SET due = TIMESTAMPADD(DAY, 7, stopped), law_due = TIMESTAMPADD(DAY, 7, stopped),
	stopped = NULL WHERE state = 'transferred' AND stopped IS NOT NULL;
