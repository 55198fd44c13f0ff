-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A file that comes in pieces, so that a line that drops costs one of them (tus 1.0, cgi/web/tus.h). It is
-- nobody's paper yet: what the form of its material takes is pressed and stored as any other file (001-ground.sql,
-- file), and this goes in the same transaction. ends: a day after the last piece, by service/retention.c.
CREATE TABLE sending (
	id BIGINT NOT NULL PRIMARY KEY,
	person BIGINT NOT NULL,
	application BIGINT NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name VARBINARY(600) NOT NULL,
	size BIGINT NOT NULL,
	arrived BIGINT NOT NULL,
	ends DATETIME(3) NOT NULL,
	KEY sending_person (person),
	KEY sending_application (application),
	KEY sending_ends (ends)
) ENGINE=InnoDB;

-- sealed, with where it begins in the file
CREATE TABLE sending_piece (
	sending BIGINT NOT NULL,
	place BIGINT NOT NULL,
	sealed MEDIUMBLOB NOT NULL,
	PRIMARY KEY (sending, place)
) ENGINE=InnoDB;
