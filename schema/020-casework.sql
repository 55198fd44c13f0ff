-- SPDX-License-Identifier: AGPL-3.0-or-later
-- One screen a matter: what was corrected stands beside what was there before.

-- all answers as they were when the correction was asked, sealed; goes with the matter
ALTER TABLE correction ADD COLUMN answers MEDIUMBLOB NULL;
