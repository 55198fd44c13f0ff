-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What one officer proposed and nobody has decided yet, which they do not decide themselves: few, and found
-- by this key alone, so that the list of what waits for approval leaves them out (cgi/service/queue_walk.c).
ALTER TABLE decision ADD KEY decision_own (proposed_by, decided, application);
