-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A kept write that ends its worker each time is given up, so that its owner can sign in (cgi/web/hold.h).
ALTER TABLE held_write
	ADD COLUMN tries INT NOT NULL DEFAULT 0;
