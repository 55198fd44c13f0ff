-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A kept write that was done stays a few minutes, so that who never got its answer gets it (cgi/web/hold.h).
ALTER TABLE held_write
	ADD COLUMN done TINYINT NOT NULL DEFAULT 0;
