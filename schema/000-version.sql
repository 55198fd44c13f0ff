-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Which migrations the store has. Run before each `qiao-admin migrate`; a row is there
-- before its script runs, and gets its moment after. digest: BLAKE2b of the script.
CREATE TABLE IF NOT EXISTS schema_version (
	version INT NOT NULL PRIMARY KEY,
	name VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	digest BINARY(32) NOT NULL,
	applied DATETIME(3) NULL
) ENGINE=InnoDB;
