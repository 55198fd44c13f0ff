-- SPDX-License-Identifier: AGPL-3.0-or-later
-- How an officer sets password and authenticator: with a code that was handed over and works once.

-- hash: of the code; session: of the cookie of whoever has given it; totp: the secret that is shown
-- meanwhile, sealed with this row's id
CREATE TABLE enrolment (
	id BIGINT NOT NULL PRIMARY KEY,
	officer BIGINT NOT NULL,
	hash BINARY(32) NOT NULL UNIQUE,
	made_by BIGINT NOT NULL,
	made DATETIME(3) NOT NULL,
	ends DATETIME(3) NOT NULL,
	session BINARY(32) NULL UNIQUE,
	session_ends DATETIME(3) NULL,
	totp VARBINARY(120) NULL,
	used DATETIME(3) NULL,
	KEY enrolment_officer (officer, id),
	KEY enrolment_ends (ends)
) ENGINE=InnoDB;
