-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a resident has agreed to pass on is what stood there then: with the yes each line of the question is
-- kept with a keyed hash of what was shown (forward.h). NULL: not agreed, or before there was this; then it
-- is asked again.
ALTER TABLE forward_ask ADD COLUMN agreed VARCHAR(12000) CHARACTER SET ascii COLLATE ascii_bin NULL;
