-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Ratings (好差评) and the follow-ups of bad ones (cgi/service/rating.h).

-- One a matter, and one more after its follow-up. It outlives the application, as `outcome` does: of the
-- person it says nothing, the words stand sealed in the history and go with it. unit, officer: who had
-- the matter when it was rated, officer 0 if nobody. subjects: words of rating.def, commas between.
CREATE TABLE rating (
	application BIGINT NOT NULL PRIMARY KEY,
	at DATETIME(3) NOT NULL,
	level TINYINT NOT NULL,
	subjects VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	again DATETIME(3) NULL,
	again_level TINYINT NULL,
	again_subjects VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL,
	unit BIGINT NOT NULL,
	officer BIGINT NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	KEY rating_unit (unit, at, officer, formality, level, again_level),
	KEY rating_at (at, level)
) ENGINE=InnoDB;

-- unit: who follows it up, never the one that was rated. due: of the step that is next.
CREATE TABLE follow_up (
	application BIGINT NOT NULL PRIMARY KEY,
	unit BIGINT NOT NULL,
	opened DATETIME(3) NOT NULL,
	call_by DATETIME(3) NOT NULL,
	mend_by DATETIME(3) NOT NULL,
	due DATETIME(3) NOT NULL,
	tries INT NOT NULL DEFAULT 0,
	tried DATETIME(3) NULL,
	called DATETIME(3) NULL,
	mended DATETIME(3) NULL,
	closed DATETIME(3) NULL,
	is_mended TINYINT NOT NULL DEFAULT 0,
	KEY follow_up_due (unit, closed, due, application)
) ENGINE=InnoDB;
