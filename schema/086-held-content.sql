-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A write that is sent once more before its owner has signed in again is the same one (cgi/web/hold.h). content: the keyed
-- hash of what was typed and sent with it; NULL for those of before.
ALTER TABLE held_write
	ADD COLUMN content BINARY(32) NULL;
