-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The list of what was decided late in a month reads that and nothing else (cgi/service/figures.c).
ALTER TABLE outcome ADD KEY outcome_late (is_late, decided);
