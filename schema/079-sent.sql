-- SPDX-License-Identifier: AGPL-3.0-or-later
-- When what stands there was sent: the settings (person), whether answers are remembered, until when a paper is valid.
-- What was sent before that and comes after it, from a line that dropped, does not take its place.
ALTER TABLE person
	ADD COLUMN chosen DATETIME(3) NULL;
ALTER TABLE remembered
	ADD COLUMN turned DATETIME(3) NULL;
ALTER TABLE file
	ADD COLUMN expires_said DATETIME(3) NULL;
