-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A department's answer that did not come through its clerk or its link but by letter, telephone or in person,
-- and was written down by an officer: how it came, and the day, as its last moment in Wenzhou. NULL: our own
-- result, an answer that the department wrote here, or one of before there was this.
ALTER TABLE result
	ADD COLUMN told_by VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
	ADD COLUMN told_on DATETIME(3) NULL;

-- Papers come while its person prepares or corrects, and those that are owed until it is decided: also once a
-- decision is proposed, which 057-as-done.sql did not let them.
CREATE OR REPLACE TRIGGER material_comes BEFORE INSERT ON material FOR EACH ROW
	CALL said_once(NOT EXISTS (SELECT 1 FROM application a WHERE a.id = NEW.application AND
		(a.state IN ('draft', 'correction') OR a.state IN ('accepted', 'interview', 'visit', 'proposed') AND EXISTS
		(SELECT 1 FROM owed_paper o WHERE o.application = a.id AND o.code = NEW.code))));
