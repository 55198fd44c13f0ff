-- SPDX-License-Identifier: AGPL-3.0-or-later
-- When an officer last declared whose matters they never handle, or that there are none
-- (cgi/service/declaration.h); each time is a row of audit, too.
ALTER TABLE officer ADD COLUMN declared DATETIME(3) NULL;

UPDATE officer o SET declared = (SELECT MAX(since) FROM officer_mark k WHERE k.officer = o.id);
