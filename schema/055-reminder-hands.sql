-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A rung that was told to somebody who has the matter no more is told again: to whoever has it now, or to
-- its unit (ladder.h). officer: who had it then, 0 for nobody and for the head's.
ALTER TABLE reminder DROP KEY reminder_rung,
	ADD UNIQUE KEY reminder_rung (application, part, rung, due, whom, unit, officer);
