-- SPDX-License-Identifier: AGPL-3.0-or-later
-- That a note was written stands in the chain of views: what is 'note', reason its hash in hexadecimal.
ALTER TABLE access_record MODIFY reason VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL;
