-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Administration: roles that have no matters, and a record of what administrators did.

ALTER TABLE officer
	MODIFY role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	ADD COLUMN version INT NOT NULL DEFAULT 0;

-- every administrative act, once, in one chain for all (cgi/service/audit.h); the programs may insert
-- and not change (grants.sql). actor: an officer, NULL for the operator with qiao-admin; subject: what
-- it was about; target: its row, if it has one; name: the sign-in name, unit's code or other word by
-- which it is known, also once the row has gone
CREATE TABLE audit (
	id BIGINT NOT NULL PRIMARY KEY,
	seq BIGINT NOT NULL UNIQUE,
	at DATETIME(3) NOT NULL,
	action VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor BIGINT NULL,
	role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	subject VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	target BIGINT NULL,
	name VARCHAR(80) NOT NULL,
	detail VARCHAR(1000) NULL,
	hash BINARY(32) NOT NULL,
	KEY audit_name (name, seq),
	KEY audit_actor (actor, seq),
	KEY audit_at (at)
) ENGINE=InnoDB;

-- one row, locked while one is added: the acts of all programs come one after the other
CREATE TABLE audit_turn (
	id BIGINT NOT NULL PRIMARY KEY
) ENGINE=InnoDB;
INSERT INTO audit_turn (id) VALUES (1);
