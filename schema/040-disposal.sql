-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Papers that are destroyed when their time is over: what keeps a matter from it, and the bare fact.

-- ended: it may go again
CREATE TABLE hold (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	reason VARCHAR(300) NOT NULL,
	made_by BIGINT NOT NULL,
	made DATETIME(3) NOT NULL,
	ended DATETIME(3) NULL,
	ended_by BIGINT NULL,
	KEY hold_application (application, ended)
) ENGINE=InnoDB;

-- one a matter, once its resident was told; due: not before; destroyed: then, and its chain had so
-- many acts and ended in head. It stays, and names nobody
CREATE TABLE disposal (
	application BIGINT NOT NULL PRIMARY KEY,
	ref CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	year SMALLINT NOT NULL,
	proposal BIGINT NOT NULL,
	told DATETIME(3) NOT NULL,
	due DATETIME(3) NOT NULL,
	destroyed DATETIME(3) NULL,
	acts INT NULL,
	head BINARY(32) NULL,
	KEY disposal_due (destroyed, due),
	KEY disposal_proposal (proposal, destroyed)
) ENGINE=InnoDB;
