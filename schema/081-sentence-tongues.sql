-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What the desk's ready sentences say to who reads Italian or Spanish; NULL: nothing was written in it.
ALTER TABLE ready_sentence
	ADD COLUMN it VARCHAR(600) NULL AFTER en,
	ADD COLUMN es VARCHAR(600) NULL AFTER it;
