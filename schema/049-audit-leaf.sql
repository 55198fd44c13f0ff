-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The record of administration has a leaf in the tree, too (cgi/service/ledger.h): its rows of ledger_entry
-- have 0 for the application, which is no application's, and nothing forgets them.
CREATE OR REPLACE PROCEDURE forget_record(IN which BIGINT)
	SQL SECURITY DEFINER
BEGIN
	IF which <> 0 AND NOT EXISTS (SELECT 1 FROM application WHERE id = which) THEN
		IF EXISTS (SELECT 1 FROM history WHERE application = which) AND NOT EXISTS
			(SELECT 1 FROM disposal d WHERE d.application = which AND d.destroyed IS NOT NULL
				AND d.acts = (SELECT COUNT(*) FROM history WHERE application = which)
				AND d.head = (SELECT hash FROM history WHERE application = which ORDER BY seq DESC LIMIT 1)) THEN
			SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'nothing says that it was destroyed';
		END IF;
		UPDATE disposal SET leaves = (SELECT COUNT(*) FROM ledger_entry WHERE application = which)
			WHERE application = which AND leaves IS NULL;
		DELETE FROM history WHERE application = which;
		DELETE FROM access_record WHERE application = which;
		DELETE FROM ledger_entry WHERE application = which;
	END IF;
END;
