-- SPDX-License-Identifier: AGPL-3.0-or-later
-- views: as since in 057-as-done.sql, of who looked at what (cgi/service/history.c): whoever holds the desk's
-- account and not the key adds no view that qiao-verify takes for one.
ALTER TABLE history_keyed ADD COLUMN views BIGINT NOT NULL DEFAULT 0;
UPDATE history_keyed SET views = (CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) + 86400000 - 1577836800000) * 2097152
	WHERE EXISTS (SELECT 1 FROM access_record);
