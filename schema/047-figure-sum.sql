-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What supervision asks for, already added up, so that a month with a million decisions costs a page what
-- one with a hundred does. The store keeps it itself from `outcome` and `intake`, in the transaction of
-- each act, by the way of queue_tally: an act adds rows of its own to figure_delta, figure_fold() makes
-- them into one each of figure_sum, and a number is the sum of both. Every page asks for whole months of
-- Wenzhou, so there is one sum for each; with the working days that it took in the key, half and nine in
-- ten come from the sums exactly.
-- kind and word, of what is counted in a unit:
--   f  decisions, by formality
--   o  decisions, by whoever had the matter: an officer's id, 0 if nobody
--   u  all decisions
--   r  what came in, by formality; it took nothing

-- The days that were released with the program (calendar.def; t/unit/figures.c compares), which a row of
-- calendar_day overrules: what the store counts working days by.
CREATE TABLE calendar_released (
	day DATE NOT NULL PRIMARY KEY,
	kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB;
INSERT INTO calendar_released VALUES
	('2024-01-01', 'holiday'), ('2024-02-04', 'workday'), ('2024-02-10', 'holiday'),
	('2024-02-11', 'holiday'), ('2024-02-12', 'holiday'), ('2024-02-13', 'holiday'),
	('2024-02-14', 'holiday'), ('2024-02-15', 'holiday'), ('2024-02-16', 'holiday'),
	('2024-02-17', 'holiday'), ('2024-02-18', 'workday'), ('2024-04-04', 'holiday'),
	('2024-04-05', 'holiday'), ('2024-04-06', 'holiday'), ('2024-04-07', 'workday'),
	('2024-04-28', 'workday'), ('2024-05-01', 'holiday'), ('2024-05-02', 'holiday'),
	('2024-05-03', 'holiday'), ('2024-05-04', 'holiday'), ('2024-05-05', 'holiday'),
	('2024-05-11', 'workday'), ('2024-06-10', 'holiday'), ('2024-09-14', 'workday'),
	('2024-09-15', 'holiday'), ('2024-09-16', 'holiday'), ('2024-09-17', 'holiday'),
	('2024-09-29', 'workday'), ('2024-10-01', 'holiday'), ('2024-10-02', 'holiday'),
	('2024-10-03', 'holiday'), ('2024-10-04', 'holiday'), ('2024-10-05', 'holiday'),
	('2024-10-06', 'holiday'), ('2024-10-07', 'holiday'), ('2024-10-12', 'workday'),
	('2025-01-01', 'holiday'), ('2025-01-26', 'workday'), ('2025-01-28', 'holiday'),
	('2025-01-29', 'holiday'), ('2025-01-30', 'holiday'), ('2025-01-31', 'holiday'),
	('2025-02-01', 'holiday'), ('2025-02-02', 'holiday'), ('2025-02-03', 'holiday'),
	('2025-02-04', 'holiday'), ('2025-02-08', 'workday'), ('2025-04-04', 'holiday'),
	('2025-04-05', 'holiday'), ('2025-04-06', 'holiday'), ('2025-04-27', 'workday'),
	('2025-05-01', 'holiday'), ('2025-05-02', 'holiday'), ('2025-05-03', 'holiday'),
	('2025-05-04', 'holiday'), ('2025-05-05', 'holiday'), ('2025-05-31', 'holiday'),
	('2025-06-01', 'holiday'), ('2025-06-02', 'holiday'), ('2025-09-28', 'workday'),
	('2025-10-01', 'holiday'), ('2025-10-02', 'holiday'), ('2025-10-03', 'holiday'),
	('2025-10-04', 'holiday'), ('2025-10-05', 'holiday'), ('2025-10-06', 'holiday'),
	('2025-10-07', 'holiday'), ('2025-10-08', 'holiday'), ('2025-10-11', 'workday'),
	('2026-01-01', 'holiday'), ('2026-01-02', 'holiday'), ('2026-01-03', 'holiday'),
	('2026-01-04', 'workday'), ('2026-02-14', 'workday'), ('2026-02-15', 'holiday'),
	('2026-02-16', 'holiday'), ('2026-02-17', 'holiday'), ('2026-02-18', 'holiday'),
	('2026-02-19', 'holiday'), ('2026-02-20', 'holiday'), ('2026-02-21', 'holiday'),
	('2026-02-22', 'holiday'), ('2026-02-23', 'holiday'), ('2026-02-28', 'workday'),
	('2026-04-04', 'holiday'), ('2026-04-05', 'holiday'), ('2026-04-06', 'holiday'),
	('2026-05-01', 'holiday'), ('2026-05-02', 'holiday'), ('2026-05-03', 'holiday'),
	('2026-05-04', 'holiday'), ('2026-05-05', 'holiday'), ('2026-05-09', 'workday'),
	('2026-06-19', 'holiday'), ('2026-06-20', 'holiday'), ('2026-06-21', 'holiday'),
	('2026-09-20', 'workday'), ('2026-09-25', 'holiday'), ('2026-09-26', 'holiday'),
	('2026-09-27', 'holiday'), ('2026-10-01', 'holiday'), ('2026-10-02', 'holiday'),
	('2026-10-03', 'holiday'), ('2026-10-04', 'holiday'), ('2026-10-05', 'holiday'),
	('2026-10-06', 'holiday'), ('2026-10-07', 'holiday'), ('2026-10-10', 'workday');

CREATE FUNCTION week_days(until DATE) RETURNS INT DETERMINISTIC NO SQL
	RETURN DATEDIFF(until, '1999-12-27') DIV 7 * 5 + LEAST(DATEDIFF(until, '1999-12-27') MOD 7 + 1, 5);

-- Working days in (since, until], from 0 to TAKEN_MOST (cgi/service/taken.h).
CREATE FUNCTION days_taken(since DATE, until DATE) RETURNS INT READS SQL DATA SQL SECURITY DEFINER
	RETURN IF(since < until, LEAST(250, week_days(until) - week_days(since) + (
		SELECT COALESCE(SUM((c.kind = 'workday' AND WEEKDAY(c.day) > 4) -
			(c.kind = 'holiday' AND WEEKDAY(c.day) < 5)), 0) FROM (
			SELECT day, kind FROM calendar_day WHERE day > since AND day <= until UNION ALL
			SELECT r.day, r.kind FROM calendar_released r WHERE r.day > since AND r.day <= until
			AND NOT EXISTS (SELECT 1 FROM calendar_day t WHERE t.day = r.day)) c)), 0);

-- By the calendar of the moment of the decision, as the promise was: days off that are announced later
-- change nothing. Not among the columns of a row that does not name it.
ALTER TABLE outcome ADD COLUMN took SMALLINT INVISIBLE NOT NULL DEFAULT 0;

CREATE TRIGGER outcome_took_add BEFORE INSERT ON outcome FOR EACH ROW
	SET NEW.took = days_taken(DATE(NEW.accepted + INTERVAL 8 HOUR), DATE(NEW.decided + INTERVAL 8 HOUR));

UPDATE outcome o JOIN (SELECT k.since, k.until, days_taken(k.since, k.until) AS took FROM (
		SELECT DISTINCT DATE(accepted + INTERVAL 8 HOUR) AS since, DATE(decided + INTERVAL 8 HOUR) AS until
		FROM outcome) k) t
	ON t.since = DATE(o.accepted + INTERVAL 8 HOUR) AND t.until = DATE(o.decided + INTERVAL 8 HOUR)
	SET o.took = t.took;

CREATE TABLE figure_sum (
	kind CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	month CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	unit BIGINT NOT NULL,
	word VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	took SMALLINT NOT NULL,
	n BIGINT NOT NULL,
	late BIGINT NOT NULL,
	refused BIGINT NOT NULL,
	corrections BIGINT NOT NULL,
	PRIMARY KEY (kind, month, unit, word, took)
) ENGINE=InnoDB;

CREATE TABLE figure_delta (
	kind CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	month CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	unit BIGINT NOT NULL,
	word VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	took SMALLINT NOT NULL,
	id BIGINT UNSIGNED NOT NULL,
	n BIGINT NOT NULL,
	late BIGINT NOT NULL,
	refused BIGINT NOT NULL,
	corrections BIGINT NOT NULL,
	PRIMARY KEY (kind, month, unit, word, took, id)
) ENGINE=InnoDB;

CREATE FUNCTION figure_month(at DATETIME(3))
	RETURNS CHAR(7) CHARACTER SET ascii COLLATE ascii_bin DETERMINISTIC NO SQL
	RETURN DATE_FORMAT(at + INTERVAL 8 HOUR, '%Y-%m');

-- sign: 1 for one more, -1 for one that is not any more
CREATE PROCEDURE figure_tell(IN sign INT, IN at DATETIME(3), IN unit BIGINT, IN officer BIGINT,
	IN formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin, IN took INT, IN is_late INT,
	IN is_granted INT, IN corrections INT)
	SQL SECURITY DEFINER
	INSERT INTO figure_delta VALUES
		('f', figure_month(at), unit, formality, took, UUID_SHORT(), sign, sign * is_late,
			sign * (1 - is_granted), sign * corrections),
		('o', figure_month(at), unit, officer, took, UUID_SHORT(), sign, sign * is_late,
			sign * (1 - is_granted), sign * corrections),
		('u', figure_month(at), unit, '', took, UUID_SHORT(), sign, sign * is_late,
			sign * (1 - is_granted), sign * corrections);

CREATE TRIGGER outcome_figure_add AFTER INSERT ON outcome FOR EACH ROW
	CALL figure_tell(1, NEW.decided, NEW.unit, NEW.officer, NEW.formality, NEW.took, NEW.is_late,
		NEW.is_granted, NEW.corrections);
CREATE TRIGGER outcome_figure_drop AFTER DELETE ON outcome FOR EACH ROW
	CALL figure_tell(-1, OLD.decided, OLD.unit, OLD.officer, OLD.formality, OLD.took, OLD.is_late,
		OLD.is_granted, OLD.corrections);
CREATE TRIGGER outcome_took_move BEFORE UPDATE ON outcome FOR EACH ROW
	IF NEW.accepted <> OLD.accepted OR NEW.decided <> OLD.decided THEN
		SET NEW.took = days_taken(DATE(NEW.accepted + INTERVAL 8 HOUR),
			DATE(NEW.decided + INTERVAL 8 HOUR));
	END IF;
CREATE TRIGGER outcome_figure_move AFTER UPDATE ON outcome FOR EACH ROW
BEGIN
	CALL figure_tell(-1, OLD.decided, OLD.unit, OLD.officer, OLD.formality, OLD.took, OLD.is_late,
		OLD.is_granted, OLD.corrections);
	CALL figure_tell(1, NEW.decided, NEW.unit, NEW.officer, NEW.formality, NEW.took, NEW.is_late,
		NEW.is_granted, NEW.corrections);
END;

CREATE TRIGGER intake_figure_add AFTER INSERT ON intake FOR EACH ROW
	INSERT INTO figure_delta VALUES ('r', figure_month(NEW.submitted), NEW.unit, NEW.formality, 0,
		UUID_SHORT(), 1, 0, 0, 0);
CREATE TRIGGER intake_figure_drop AFTER DELETE ON intake FOR EACH ROW
	INSERT INTO figure_delta VALUES ('r', figure_month(OLD.submitted), OLD.unit, OLD.formality, 0,
		UUID_SHORT(), -1, 0, 0, 0);
CREATE TRIGGER intake_figure_move AFTER UPDATE ON intake FOR EACH ROW
	INSERT INTO figure_delta VALUES
		('r', figure_month(OLD.submitted), OLD.unit, OLD.formality, 0, UUID_SHORT(), -1, 0, 0, 0),
		('r', figure_month(NEW.submitted), NEW.unit, NEW.formality, 0, UUID_SHORT(), 1, 0, 0, 0);

-- What is not decided any more, or not submitted, is no figure's.
CREATE TRIGGER application_figure_back AFTER UPDATE ON application FOR EACH ROW
BEGIN
	IF OLD.decided IS NOT NULL AND NEW.decided IS NULL THEN
		DELETE FROM outcome WHERE application = NEW.id;
	END IF;
	IF OLD.submitted IS NOT NULL AND NEW.submitted IS NULL THEN
		DELETE FROM intake WHERE application = NEW.id;
	END IF;
END;

-- Where the sums are not what they are sums of, and by how much they say too many.
CREATE SQL SECURITY INVOKER VIEW figure_wrong AS
	SELECT k.kind, k.month, k.unit, k.word, k.took, CAST(SUM(k.n) AS SIGNED) AS n,
		CAST(SUM(k.late) AS SIGNED) AS late, CAST(SUM(k.refused) AS SIGNED) AS refused,
		CAST(SUM(k.corrections) AS SIGNED) AS corrections FROM (
		SELECT kind, month, unit, word, took, n, late, refused, corrections FROM figure_sum
		UNION ALL SELECT kind, month, unit, word, took, n, late, refused, corrections FROM figure_delta
		UNION ALL SELECT 'f', figure_month(decided), unit, formality, took, -COUNT(*), -SUM(is_late),
			-SUM(1 - is_granted), -SUM(corrections) FROM outcome GROUP BY 2, 3, 4, 5
		UNION ALL SELECT 'o', figure_month(decided), unit, officer, took, -COUNT(*), -SUM(is_late),
			-SUM(1 - is_granted), -SUM(corrections) FROM outcome GROUP BY 2, 3, 4, 5
		UNION ALL SELECT 'u', figure_month(decided), unit, '', took, -COUNT(*), -SUM(is_late),
			-SUM(1 - is_granted), -SUM(corrections) FROM outcome GROUP BY 2, 3, 5
		UNION ALL SELECT 'r', figure_month(submitted), unit, formality, 0, -COUNT(*), 0, 0, 0
			FROM intake GROUP BY 2, 3, 4) k
	GROUP BY k.kind, k.month, k.unit, k.word, k.took
	HAVING n <> 0 OR late <> 0 OR refused <> 0 OR corrections <> 0;

-- The same of the lists' counts (041-tally.sql).
CREATE SQL SECURITY INVOKER VIEW queue_wrong AS
	SELECT k.unit, k.kind, k.word, CAST(SUM(k.n) AS SIGNED) AS n FROM (
		SELECT unit, kind, word, n FROM queue_tally
		UNION ALL SELECT unit, kind, word, n FROM queue_delta
		UNION ALL SELECT unit, 's', state, -COUNT(*) FROM queue_entry GROUP BY unit, state
		UNION ALL SELECT unit, 'h', queue_hand(state, officer), -COUNT(*) FROM queue_entry
			GROUP BY unit, state, officer
		UNION ALL SELECT unit, 'z', zone, -COUNT(*) FROM queue_entry WHERE turn = 'o' GROUP BY unit, zone
		UNION ALL SELECT unit, 'd', queue_day(turn, due), -COUNT(*) FROM queue_entry
			GROUP BY unit, turn, due) k
	WHERE k.word IS NOT NULL GROUP BY k.unit, k.kind, k.word HAVING n <> 0;

-- What was there before: all that the triggers have not noted since.
INSERT INTO figure_sum
	SELECT kind, month, unit, word, took, -n, -late, -refused, -corrections FROM figure_wrong;

-- As queue_fold().
CREATE FUNCTION figure_fold(most INT)
	RETURNS INT MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE is_over BOOLEAN DEFAULT FALSE;
	DECLARE folded INT DEFAULT 0;
	DECLARE d_kind CHAR(1) CHARACTER SET ascii COLLATE ascii_bin;
	DECLARE d_month CHAR(7) CHARACTER SET ascii COLLATE ascii_bin;
	DECLARE d_unit BIGINT;
	DECLARE d_word VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin;
	DECLARE d_took SMALLINT;
	DECLARE d_id BIGINT UNSIGNED;
	DECLARE d_n, d_late, d_refused, d_corrections BIGINT;
	DECLARE deltas CURSOR FOR SELECT kind, month, unit, word, took, id, n, late, refused, corrections
		FROM figure_delta ORDER BY kind, month, unit, word, took, id LIMIT most FOR UPDATE SKIP LOCKED;
	DECLARE CONTINUE HANDLER FOR NOT FOUND SET is_over = TRUE;

	OPEN deltas;
	FETCH deltas INTO d_kind, d_month, d_unit, d_word, d_took, d_id, d_n, d_late, d_refused, d_corrections;
	WHILE NOT is_over DO
		INSERT INTO figure_sum VALUES (d_kind, d_month, d_unit, d_word, d_took, d_n, d_late, d_refused,
			d_corrections) ON DUPLICATE KEY UPDATE n = n + d_n, late = late + d_late,
			refused = refused + d_refused, corrections = corrections + d_corrections;
		DELETE FROM figure_delta WHERE kind = d_kind AND month = d_month AND unit = d_unit
			AND word = d_word AND took = d_took AND id = d_id;
		SET folded = folded + 1;
		FETCH deltas INTO d_kind, d_month, d_unit, d_word, d_took, d_id, d_n, d_late, d_refused,
			d_corrections;
	END WHILE;
	CLOSE deltas;
	IF folded > 0 THEN
		DELETE FROM figure_sum WHERE n = 0 AND late = 0 AND refused = 0 AND corrections = 0;
	END IF;
	RETURN folded;
END;
