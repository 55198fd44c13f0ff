-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Closed matters that a supervisor has drawn at random to look at again (抽查, cgi/service/review.h).

-- One draw: what it was drawn from, how, and the seed (32 hexadecimal digits) by which it can be drawn again.
-- unit: the supervisor's; of_unit: 0 is all that they look after; formality: '' is any.
CREATE TABLE review (
	id BIGINT NOT NULL PRIMARY KEY,
	officer BIGINT NOT NULL,
	unit BIGINT NOT NULL,
	of_unit BIGINT NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	since DATE NOT NULL,
	until DATE NOT NULL,
	wished INT NOT NULL,
	population INT NOT NULL,
	seed CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	drawn DATETIME(3) NOT NULL,
	KEY review_unit (unit, id)
) ENGINE=InnoDB;

-- The words to a finding stand in the matter's history, sealed, and go with it; the finding stays.
CREATE TABLE review_matter (
	review BIGINT NOT NULL,
	place INT NOT NULL,
	application BIGINT NOT NULL,
	officer BIGINT NOT NULL,
	finding VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
	reviewed DATETIME(3) NULL,
	PRIMARY KEY (review, place),
	UNIQUE KEY review_matter_once (review, application),
	KEY review_matter_open (application, officer, finding)
) ENGINE=InnoDB;
