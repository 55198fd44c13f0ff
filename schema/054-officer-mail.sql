-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Where an officer's digest goes is confirmed with a code that is sent there before anything else is, and it
-- is written in the officer's language. A kept view for each list of the desk, no longer one of them all.

-- mail: confirmed; wish: not yet, sealed likewise; code: of the newest one's code a keyed hash
ALTER TABLE reminder_reader
	ADD COLUMN lang CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'zh',
	ADD COLUMN wish VARBINARY(400) NULL,
	ADD COLUMN code BINARY(32) NULL,
	ADD COLUMN code_ends DATETIME(3) NULL,
	ADD COLUMN tries INT NOT NULL DEFAULT 0;

-- of before: nobody has confirmed them
UPDATE reminder_reader SET wish = mail, mail = NULL WHERE mail IS NOT NULL;

ALTER TABLE saved_view DROP PRIMARY KEY, ADD PRIMARY KEY (officer, list);
