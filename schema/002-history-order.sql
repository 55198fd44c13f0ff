-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A matter's history lies together and in its order: it is read whole, on every page about it.
ALTER TABLE history
	DROP PRIMARY KEY,
	DROP KEY history_seq,
	ADD PRIMARY KEY (application, seq),
	ADD UNIQUE KEY history_id (id);
