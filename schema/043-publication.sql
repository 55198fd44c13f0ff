-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Who looked at the preview of which draft: nobody publishes what they have not seen.
CREATE TABLE preview_look (
	id BIGINT NOT NULL PRIMARY KEY,
	officer BIGINT NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	digest BINARY(32) NOT NULL,
	at DATETIME(3) NOT NULL,
	KEY preview_seen (officer, code, at)
) ENGINE=InnoDB;
