-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Sampling draws from all that has ended, and not from decisions alone (cgi/service/review.h).

-- ending: how the matters ended, '' is any; decision: closed ones by the day of their decision, as all were drawn before
ALTER TABLE review ADD COLUMN ending VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'decision';

-- what a unit has ended, by the day: nothing that is under way stands between it
ALTER TABLE application ADD KEY application_ended (unit, ended);
