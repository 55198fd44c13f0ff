-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A once-only key remembers what its form did last, and how the thing it is about stood afterwards:
-- only that very write, on that very state, is a double tap (cgi/web/once.c).
ALTER TABLE once
	ADD COLUMN content BINARY(32) NOT NULL DEFAULT '' AFTER hash,
	ADD COLUMN state BIGINT NOT NULL DEFAULT 0 AFTER content;
