-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What was said or handed in with an act (a reason, a notice's sentences, a result, the answers and papers): its
-- keyed hash, which the act's own hash covers (cgi/service/said.h). NULL: nothing but its detail, or of before.
ALTER TABLE history ADD COLUMN said BINARY(32) NULL;
