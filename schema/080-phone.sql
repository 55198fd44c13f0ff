-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A resident's clock follows their phone until they choose another one. Who had chosen before this is not known:
-- what their phone says counts for them, too, until they choose again. The sample residents stay where they are.
ALTER TABLE person
	ADD COLUMN zone_chosen TINYINT NOT NULL DEFAULT 0;
UPDATE person SET zone_chosen = 1 WHERE is_sample = 1;
