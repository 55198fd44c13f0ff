-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The glass box: views are chained like acts, and a day's root covers the heads of all chains
-- (cgi/service/ledger.h). Rows of before get their place in the chain by `qiao-admin chain`.
ALTER TABLE access_record
	ADD COLUMN seq INT NULL,
	ADD COLUMN hash BINARY(32) NULL,
	ADD UNIQUE KEY access_record_seq (application, seq);

-- a closed day: the tree of all leaves so far, and the root that is published. Never changed.
CREATE TABLE ledger_day (
	day DATE NOT NULL PRIMARY KEY,
	size BIGINT NOT NULL,
	added BIGINT NOT NULL,
	until BIGINT NOT NULL,
	tree BINARY(32) NOT NULL,
	previous BINARY(32) NOT NULL,
	root BINARY(32) NOT NULL,
	made DATETIME(3) NOT NULL
) ENGINE=InnoDB;

-- the tree: level 0 are the leaves, above them every fourth level. Never changed, never deleted.
CREATE TABLE ledger_node (
	level INT NOT NULL,
	idx BIGINT NOT NULL,
	hash BINARY(32) NOT NULL,
	PRIMARY KEY (level, idx)
) ENGINE=InnoDB;

-- what opens a leaf: whose it is, how long the chains were, the blind. Goes with its application.
CREATE TABLE ledger_entry (
	application BIGINT NOT NULL,
	day DATE NOT NULL,
	idx BIGINT NOT NULL,
	acts INT NOT NULL,
	views INT NOT NULL,
	blind BINARY(32) NOT NULL,
	PRIMARY KEY (application, day),
	UNIQUE KEY ledger_entry_idx (idx)
) ENGINE=InnoDB;

-- the day in hand, one row at most: how far the walk over ids has got
CREATE TABLE ledger_work (
	id BIGINT NOT NULL PRIMARY KEY,
	day DATE NOT NULL,
	since BIGINT NOT NULL,
	until BIGINT NOT NULL,
	stage INT NOT NULL,
	after BIGINT NOT NULL,
	began BIGINT NOT NULL,
	size BIGINT NOT NULL
) ENGINE=InnoDB;

-- What is over its time goes by this and by nothing else: an account that could delete could also put
-- another row in the place of one. Only what belongs to no application any more is deleted.
CREATE PROCEDURE forget_record(IN which BIGINT)
	SQL SECURITY DEFINER
BEGIN
	IF NOT EXISTS (SELECT 1 FROM application WHERE id = which) THEN
		DELETE FROM history WHERE application = which;
		DELETE FROM access_record WHERE application = which;
		DELETE FROM ledger_entry WHERE application = which;
	END IF;
END;
