-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Who answers for whom: a supervisor for the own unit and all below it, however deep. The store keeps each
-- pair itself, so that a statement asks for one row and not for a tree.
CREATE TABLE unit_above (
	unit BIGINT NOT NULL,
	above BIGINT NOT NULL,			-- itself, too
	PRIMARY KEY (unit, above),
	KEY unit_above_below (above, unit)
) ENGINE=InnoDB;

INSERT INTO unit_above WITH RECURSIVE up AS (
	SELECT id AS unit, id AS above FROM unit
	UNION SELECT up.unit, u.parent FROM up JOIN unit u ON u.id = up.above WHERE u.parent IS NOT NULL)
	SELECT unit, above FROM up;

CREATE TRIGGER unit_above_add AFTER INSERT ON unit FOR EACH ROW
	INSERT INTO unit_above SELECT NEW.id, NEW.id UNION
		SELECT NEW.id, above FROM unit_above WHERE unit = NEW.parent;

-- It moves with all that is below it.
CREATE TRIGGER unit_above_move AFTER UPDATE ON unit FOR EACH ROW
	IF NOT (OLD.parent <=> NEW.parent) THEN
		DELETE a FROM unit_above a JOIN unit_above below ON below.unit = a.unit AND below.above = NEW.id
			JOIN unit_above was ON was.unit = OLD.parent AND was.above = a.above;
		INSERT IGNORE INTO unit_above SELECT below.unit, comes.above FROM unit_above below
			JOIN unit_above comes ON comes.unit = NEW.parent WHERE below.above = NEW.id;
	END IF;
