-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What one person proposes and another one carries out: a year's calendar, a formality's new text, papers
-- that are to be destroyed.

-- subject: what it is about, for people; body: exactly what was proposed; stamp: how that stood then, so
-- that nobody confirms what has become another thing. outcome: confirmed, refused, withdrawn. done and
-- result: by the courier, where something is left to do
CREATE TABLE proposal (
	id BIGINT NOT NULL PRIMARY KEY,
	kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	subject VARCHAR(120) NOT NULL,
	body MEDIUMTEXT NOT NULL,
	stamp BIGINT NOT NULL,
	made_by BIGINT NOT NULL,
	made DATETIME(3) NOT NULL,
	ended DATETIME(3) NULL,
	ended_by BIGINT NULL,
	outcome VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
	done DATETIME(3) NULL,
	result VARCHAR(200) NULL,
	KEY proposal_kind (kind, id),
	KEY proposal_left (kind, outcome, done)
) ENGINE=InnoDB;
