-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The resident asked, once a notice, for more time to correct: when. `due` has the later day.
ALTER TABLE correction ADD COLUMN extended DATETIME(3) NULL;

-- Papers that an application was accepted without (容缺受理): each comes by `due`.
CREATE TABLE owed_paper (
	application BIGINT NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked DATETIME(3) NOT NULL,
	due DATETIME(3) NOT NULL,
	came DATETIME(3) NULL,
	PRIMARY KEY (application, code)
) ENGINE=InnoDB;

-- by when the papers that are still owed come; NULL: none is
ALTER TABLE application ADD COLUMN owed DATETIME(3) NULL;
