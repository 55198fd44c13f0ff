-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Why a matter is kept beyond its time is sealed, and goes with the matter; who set it is known by unit too
-- (cgi/service/holding.h). plain: what older versions wrote in clear, until qiao-admin migrate has sealed it.
ALTER TABLE hold CHANGE reason plain VARCHAR(300) NULL, ADD COLUMN reason VARBINARY(1600) NULL AFTER application,
	ADD COLUMN unit BIGINT NULL AFTER plain;
UPDATE hold h JOIN officer o ON o.id = h.made_by SET h.unit = o.unit;
UPDATE hold h JOIN application a ON a.id = h.application SET h.unit = a.unit WHERE h.unit IS NULL;
UPDATE hold SET unit = 0 WHERE unit IS NULL;
ALTER TABLE hold MODIFY unit BIGINT NOT NULL;
-- those of matters that have gone since
DELETE FROM hold WHERE application NOT IN (SELECT id FROM application);

CREATE TRIGGER hold_stays BEFORE DELETE ON hold FOR EACH ROW
	CALL must_stay(OLD.application);

CREATE TRIGGER hold_ends_once BEFORE UPDATE ON hold FOR EACH ROW
	IF OLD.ended IS NOT NULL AND NOT (NEW.ended <=> OLD.ended AND NEW.ended_by <=> OLD.ended_by) THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a hold ends once';
	END IF;
