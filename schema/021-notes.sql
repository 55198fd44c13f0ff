-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What officers tell each other about a matter, and what keeps a matter from an officer.

-- kind: note, or hand (it changed hands); words are sealed. Rows are added and never changed, and
-- chained per matter like its history (cgi/service/note.h). The residents' pages cannot read it.
CREATE TABLE note (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	seq INT NOT NULL,
	at DATETIME(3) NOT NULL,
	kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	officer BIGINT NOT NULL,
	unit BIGINT NOT NULL,
	words VARBINARY(8000) NOT NULL,
	hash BINARY(32) NOT NULL,
	UNIQUE KEY note_seq (application, seq)
) ENGINE=InnoDB;

-- an officer has said: I know this person
CREATE TABLE recusal (
	application BIGINT NOT NULL,
	officer BIGINT NOT NULL,
	at DATETIME(3) NOT NULL,
	PRIMARY KEY (application, officer)
) ENGINE=InnoDB;

-- whose matters an officer never handles: blind indexes of their own and their family's contacts
-- (as contact.idx) and document numbers. kind: contact, number
CREATE TABLE officer_mark (
	officer BIGINT NOT NULL,
	idx BINARY(32) NOT NULL,
	kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	since DATETIME(3) NOT NULL,
	PRIMARY KEY (officer, idx)
) ENGINE=InnoDB;
