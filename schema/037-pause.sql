-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Formalities that nobody can begin for now, by the desk's word and not by their file. until: the last
-- day of it; ended: it was opened again before, or the words were changed by a row after it
CREATE TABLE formality_pause (
	id BIGINT NOT NULL PRIMARY KEY,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	zh VARCHAR(300) NOT NULL,
	en VARCHAR(600) NOT NULL,
	until DATE NOT NULL,
	made_by BIGINT NOT NULL,
	made DATETIME(3) NOT NULL,
	ended DATETIME(3) NULL,
	ended_by BIGINT NULL,
	KEY pause_live (ended, until),
	KEY pause_code (code, ended)
) ENGINE=InnoDB;
