-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What gives an officer power is what two people have confirmed, once: an account as it was proposed, a move from
-- the version that it was proposed for, the return of one who was suspended. What takes power away is one's.
CREATE FUNCTION is_agreed_change(who BIGINT, called VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin, was INT,
	what VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin, place BIGINT,
	becomes VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin)
	RETURNS BOOLEAN READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM staff_change WHERE name = called AND officer = who AND version = was AND
		kind = what AND unit = place AND role = becomes AND outcome = 'confirmed');

CREATE TRIGGER officer_begins BEFORE INSERT ON officer FOR EACH ROW
	CALL said_once(NOT EXISTS (SELECT 1 FROM staff_change WHERE name = NEW.name AND officer = NEW.id AND
		kind = 'add' AND unit = NEW.unit AND role = NEW.role AND number = NEW.number AND outcome = 'confirmed'));
CREATE TRIGGER officer_as_agreed BEFORE UPDATE ON officer FOR EACH ROW
	CALL said_once(NEW.version < OLD.version OR
		NOT (NEW.unit = OLD.unit AND NEW.role = OLD.role) AND NOT (NEW.version = OLD.version + 1 AND
			is_agreed_change(OLD.id, OLD.name, OLD.version, 'move', NEW.unit, NEW.role)) OR
		NEW.is_active > OLD.is_active AND NOT (NEW.version = OLD.version + 1 AND
			is_agreed_change(OLD.id, OLD.name, OLD.version, 'return', NEW.unit, NEW.role)));
