-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A code opens one session. Which form it was that it was right in, and the session's token, sealed: so that the
-- same form sent again (a double tap, a lost answer) has the same answer, and any other has none.
ALTER TABLE sign_in_code
	ADD COLUMN once BINARY(32) NULL,
	ADD COLUMN token VARBINARY(100) NULL;
