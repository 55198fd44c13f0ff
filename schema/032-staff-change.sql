-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Officers' accounts in the desk: what one administrator proposes and another one confirms.

ALTER TABLE officer_credential ADD COLUMN entered DATETIME(3) NULL;

-- kind: add, move, reset or return (cgi/service/change.h); officer: NULL until one is added; version: the
-- officer's when it was proposed; outcome: confirmed, refused or withdrawn
CREATE TABLE staff_change (
	id BIGINT NOT NULL PRIMARY KEY,
	kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	officer BIGINT NULL,
	version INT NOT NULL,
	name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	number VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	full_name VARCHAR(80) NOT NULL,
	unit BIGINT NOT NULL,
	role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reason VARCHAR(500) NOT NULL,
	proposed_by BIGINT NOT NULL,
	proposed DATETIME(3) NOT NULL,
	ends DATETIME(3) NOT NULL,
	settled DATETIME(3) NULL,
	settled_by BIGINT NULL,
	outcome VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
	KEY staff_change_open (settled, ends),
	KEY staff_change_name (name, id),
	KEY staff_change_ends (ends)
) ENGINE=InnoDB;
