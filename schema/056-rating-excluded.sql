-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A malicious rating counts in no total once two supervisors have agreed on it, with their reason
-- (cgi/service/exclusion.h). It stays as it was given, and so does what follows it.
ALTER TABLE rating
	ADD COLUMN excluded DATETIME(3) NULL,
	ADD COLUMN excluded_by BIGINT NULL;	-- the proposal that was confirmed

DROP INDEX rating_at ON rating;
ALTER TABLE rating ADD KEY rating_at (at, level, excluded);
