-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A department without accounts works by a link (256 random bits, kept as a keyed hash) to the one transfer
-- that it was sent for, and a six-digit code that goes to the same mailbox when it is opened.
CREATE TABLE transfer_link (
	id BIGINT NOT NULL PRIMARY KEY,
	transfer BIGINT NOT NULL,
	hash BINARY(32) NOT NULL UNIQUE,
	created DATETIME(3) NOT NULL,
	ends DATETIME(3) NOT NULL,
	code BINARY(32) NULL,
	code_ends DATETIME(3) NULL,
	tries INT NOT NULL DEFAULT 0,
	session BINARY(32) NULL UNIQUE,
	session_ends DATETIME(3) NULL,
	KEY transfer_link_transfer (transfer)
) ENGINE=InnoDB;
