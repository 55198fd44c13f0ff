-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The statutory papers (文书): a row is there from the act that owes the paper, with all that it
-- will say (facts, sealed); qiao-print makes the PDF once, and it is never made again.
-- mark: keyed hash of the code that is printed on it; print: of what it says, shown in part;
-- digest: SHA-256 of the PDF. state: owed, made, failed; standing: valid, superseded, withdrawn.
CREATE TABLE writ (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	unit BIGINT NOT NULL,
	issued DATETIME(3) NOT NULL,
	standing VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'valid',
	mark BINARY(32) NOT NULL UNIQUE,
	print BINARY(32) NOT NULL,
	facts MEDIUMBLOB NOT NULL,
	state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	tries INT NOT NULL DEFAULT 0,
	next_try DATETIME(3) NOT NULL,
	digest BINARY(32) NULL,
	size INT NOT NULL DEFAULT 0,
	pdf MEDIUMBLOB NULL,
	KEY writ_application (application, id),
	KEY writ_state (state, next_try)
) ENGINE=InnoDB;
