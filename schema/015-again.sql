-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a person has told and shown us once is offered to them again.

-- what somebody answered in the applications they submitted: one row a person, each answer
-- with the application it came from (cgi/service/remembered.h); is_off: they want none of it
CREATE TABLE remembered (
	person BIGINT NOT NULL PRIMARY KEY,
	sealed MEDIUMBLOB NOT NULL,
	is_off TINYINT NOT NULL DEFAULT 0,
	saved DATETIME(3) NOT NULL
) ENGINE=InnoDB;

-- one file may be a paper of several applications of its person; the bytes stay one row
ALTER TABLE material DROP INDEX file, ADD KEY material_file (file);

-- taken: how often it was taken into another application. It is a write, so that taking a file
-- and deleting its last application meet on this row, on a cluster too.
-- withheld: its person has deleted it from what is offered; expires: as they said
ALTER TABLE file
	ADD COLUMN taken INT NOT NULL DEFAULT 0,
	ADD COLUMN withheld DATETIME(3) NULL,
	ADD COLUMN expires DATE NULL;
