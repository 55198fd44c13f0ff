-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Ready sentences that the desk keeps beside those of sentence.def. A row is one wording and is never
-- changed: another wording is a row of the same root with the next version, and ends the one before.

-- formality: empty for all of them; ended: another wording took its place, or it was retired
CREATE TABLE ready_sentence (
	id BIGINT NOT NULL PRIMARY KEY,
	root BIGINT NOT NULL,
	version INT NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	zh VARCHAR(300) NOT NULL,
	en VARCHAR(600) NOT NULL,
	made_by BIGINT NOT NULL,
	made DATETIME(3) NOT NULL,
	ended DATETIME(3) NULL,
	ended_by BIGINT NULL,
	UNIQUE KEY ready_version (root, version),
	KEY ready_live (ended, formality, kind)
) ENGINE=InnoDB;
