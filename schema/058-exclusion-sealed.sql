-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Why a rating is not to count is sealed, and goes with its matter (cgi/service/exclusion.h). What older versions
-- wrote in clear is of the kind exclude-old, until qiao-admin migrate has sealed it.
ALTER TABLE proposal ADD COLUMN words VARBINARY(2400) NULL AFTER body;
UPDATE proposal SET kind = 'exclude-old' WHERE kind = 'exclude';

-- and is not said otherwise while the matter is there
CREATE TRIGGER proposal_words_stay BEFORE UPDATE ON proposal FOR EACH ROW
	IF OLD.words IS NOT NULL AND NOT (NEW.words <=> OLD.words) THEN
		CALL must_stay(OLD.stamp);
	END IF;

-- Out of the figures and back, each by a newer proposal that two have agreed on.
CREATE OR REPLACE TRIGGER rating_once BEFORE UPDATE ON rating FOR EACH ROW
	CALL said_once(OLD.again IS NOT NULL AND
		NOT (NEW.again <=> OLD.again AND NEW.again_level <=> OLD.again_level) OR
		NOT (NEW.excluded <=> OLD.excluded AND NEW.excluded_by <=> OLD.excluded_by) AND
		((OLD.excluded IS NULL) = (NEW.excluded IS NULL) OR NOT EXISTS (SELECT 1 FROM proposal p
			WHERE p.id = NEW.excluded_by AND p.id > COALESCE(OLD.excluded_by, p.id - 1) AND
			p.kind = IF(NEW.excluded IS NULL, 'include', 'exclude') AND
			p.stamp = NEW.application AND p.outcome = 'confirmed')));
