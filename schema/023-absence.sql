-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Officers who are away, and what was done to several matters at once.

-- both days are days away; ended: it was taken back, or ended early, then
CREATE TABLE absence (
	id BIGINT NOT NULL PRIMARY KEY,
	officer BIGINT NOT NULL,
	since DATE NOT NULL,
	until DATE NOT NULL,
	made_by BIGINT NOT NULL,
	made DATETIME(3) NOT NULL,
	ended DATETIME(3) NULL,
	ended_by BIGINT NULL,
	KEY absence_officer (officer, until),
	KEY absence_until (until)
) ENGINE=InnoDB;

-- what a bulk act answered, row by row, for the officer who did it; the acts themselves are history
CREATE TABLE bulk_act (
	id BIGINT NOT NULL PRIMARY KEY,
	officer BIGINT NOT NULL,
	action VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	answers VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	done DATETIME(3) NOT NULL,
	KEY bulk_act_done (done)
) ENGINE=InnoDB;
