-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A kept write that nobody proved to be theirs (its cookie was gone) is done only when its person says
-- so (cgi/web/hold.h). source: a keyed hash of the address that sent it, counted; NULL for the others.
ALTER TABLE held_write
	ADD COLUMN asks TINYINT NOT NULL DEFAULT 0,
	ADD COLUMN source VARBINARY(32) NULL,
	ADD KEY held_write_source (source, ends);
