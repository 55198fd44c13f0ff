-- SPDX-License-Identifier: AGPL-3.0-or-later
-- How many stand in each of the desk's lists, so that a tab costs the same with a hundred and with a
-- million. The store keeps it itself, as it keeps queue_entry, in the transaction of each act. An act
-- locks no row that another one wants: it adds rows of its own to queue_delta, and queue_fold(), which
-- the courier calls, makes them into one row each of queue_tally. A number is the sum of both.
-- kind and word, of what is counted in a unit:
--   s  the state
--   h  in whose hands: an officer's id, of what may be in somebody's; 0: submitted, and nobody's
--   z  the resident's zone, of those in which it is the office's turn
--   d  Wenzhou's day of due, of the same; what is never due has none
CREATE TABLE queue_tally (
	unit BIGINT NOT NULL,
	kind CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	word VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	n BIGINT NOT NULL,
	PRIMARY KEY (unit, kind, word)
) ENGINE=InnoDB;

-- on a cluster each server has a server_id of its own, which UUID_SHORT() contains
CREATE TABLE queue_delta (
	unit BIGINT NOT NULL,
	kind CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	word VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	id BIGINT UNSIGNED NOT NULL,
	n BIGINT NOT NULL,
	PRIMARY KEY (unit, kind, word, id)
) ENGINE=InnoDB;

CREATE FUNCTION queue_hand(state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin, officer BIGINT)
	RETURNS VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin DETERMINISTIC NO SQL
	RETURN IF(IF(officer = 0, state = 'submitted', state IN ('submitted', 'accepted', 'approved', 'refused',
		'transferred')), officer, NULL);

CREATE FUNCTION queue_day(turn CHAR(1) CHARACTER SET ascii COLLATE ascii_bin, due DATETIME(3))
	RETURNS VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin DETERMINISTIC NO SQL
	RETURN IF(turn = 'o' AND due < '9999-01-01', DATE(due + INTERVAL 8 HOUR), NULL);

-- What was counted there is counted here; nothing is written where it stays.
CREATE PROCEDURE queue_tell(IN what CHAR(1) CHARACTER SET ascii COLLATE ascii_bin,
	IN old_unit BIGINT, IN old_word VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
	IN new_unit BIGINT, IN new_word VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin)
	SQL SECURITY DEFINER
	IF NOT (old_unit <=> new_unit AND old_word <=> new_word) THEN
		IF old_word IS NOT NULL THEN
			INSERT INTO queue_delta VALUES (old_unit, what, old_word, UUID_SHORT(), -1);
		END IF;
		IF new_word IS NOT NULL THEN
			INSERT INTO queue_delta VALUES (new_unit, what, new_word, UUID_SHORT(), 1);
		END IF;
	END IF;

CREATE TRIGGER queue_entry_tally_add AFTER INSERT ON queue_entry FOR EACH ROW
BEGIN
	CALL queue_tell('s', NULL, NULL, NEW.unit, NEW.state);
	CALL queue_tell('h', NULL, NULL, NEW.unit, queue_hand(NEW.state, NEW.officer));
	CALL queue_tell('z', NULL, NULL, NEW.unit, IF(NEW.turn = 'o', NEW.zone, NULL));
	CALL queue_tell('d', NULL, NULL, NEW.unit, queue_day(NEW.turn, NEW.due));
END;

CREATE TRIGGER queue_entry_tally_move AFTER UPDATE ON queue_entry FOR EACH ROW
BEGIN
	CALL queue_tell('s', OLD.unit, OLD.state, NEW.unit, NEW.state);
	CALL queue_tell('h', OLD.unit, queue_hand(OLD.state, OLD.officer),
		NEW.unit, queue_hand(NEW.state, NEW.officer));
	CALL queue_tell('z', OLD.unit, IF(OLD.turn = 'o', OLD.zone, NULL),
		NEW.unit, IF(NEW.turn = 'o', NEW.zone, NULL));
	CALL queue_tell('d', OLD.unit, queue_day(OLD.turn, OLD.due), NEW.unit, queue_day(NEW.turn, NEW.due));
END;

CREATE TRIGGER queue_entry_tally_drop AFTER DELETE ON queue_entry FOR EACH ROW
BEGIN
	CALL queue_tell('s', OLD.unit, OLD.state, NULL, NULL);
	CALL queue_tell('h', OLD.unit, queue_hand(OLD.state, OLD.officer), NULL, NULL);
	CALL queue_tell('z', OLD.unit, IF(OLD.turn = 'o', OLD.zone, NULL), NULL, NULL);
	CALL queue_tell('d', OLD.unit, queue_day(OLD.turn, OLD.due), NULL, NULL);
END;

-- What stood there before, less what the triggers have noted since: one reading of both, so it is right
-- whatever is done meanwhile.
INSERT INTO queue_tally
	SELECT k.unit, k.kind, k.word, SUM(k.n) AS n FROM (
		SELECT unit, 's' AS kind, state AS word, COUNT(*) AS n FROM queue_entry GROUP BY unit, state
		UNION ALL SELECT unit, 'h', queue_hand(state, officer), COUNT(*) FROM queue_entry
			GROUP BY unit, state, officer
		UNION ALL SELECT unit, 'z', zone, COUNT(*) FROM queue_entry WHERE turn = 'o' GROUP BY unit, zone
		UNION ALL SELECT unit, 'd', queue_day(turn, due), COUNT(*) FROM queue_entry GROUP BY unit, turn, due
		UNION ALL SELECT unit, kind, word, -n FROM queue_delta) k
	WHERE k.word IS NOT NULL GROUP BY k.unit, k.kind, k.word HAVING n <> 0;

-- Up to `most` rows of committed acts into their sums, in the caller's transaction; how many. What a running
-- act holds is passed over, so neither waits for the other. Two at once go in one order.
CREATE FUNCTION queue_fold(most INT)
	RETURNS INT MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE is_over BOOLEAN DEFAULT FALSE;
	DECLARE folded INT DEFAULT 0;
	DECLARE d_unit BIGINT;
	DECLARE d_kind CHAR(1) CHARACTER SET ascii COLLATE ascii_bin;
	DECLARE d_word VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin;
	DECLARE d_id BIGINT UNSIGNED;
	DECLARE d_n BIGINT;
	DECLARE deltas CURSOR FOR SELECT unit, kind, word, id, n FROM queue_delta
		ORDER BY unit, kind, word, id LIMIT most FOR UPDATE SKIP LOCKED;
	DECLARE CONTINUE HANDLER FOR NOT FOUND SET is_over = TRUE;

	OPEN deltas;
	FETCH deltas INTO d_unit, d_kind, d_word, d_id, d_n;
	WHILE NOT is_over DO
		INSERT INTO queue_tally VALUES (d_unit, d_kind, d_word, d_n) ON DUPLICATE KEY UPDATE n = n + d_n;
		DELETE FROM queue_delta WHERE unit = d_unit AND kind = d_kind AND word = d_word AND id = d_id;
		SET folded = folded + 1;
		FETCH deltas INTO d_unit, d_kind, d_word, d_id, d_n;
	END WHILE;
	CLOSE deltas;
	IF folded > 0 THEN
		DELETE FROM queue_tally WHERE n = 0;
	END IF;
	RETURN folded;
END;
