-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What supervision asks for of a unit and all below it, added up over them too (047-figure-sum.sql): a table of
-- formalities has a row for each of their numbers of days then, and not one for each unit as well, of which there
-- are more the more matters the store has. Kinds more:
--   F  decisions of it and all below (unit_above), by formality
--   U  all decisions of those
--   v  what came in, of whichever formality, in the unit; it took nothing
--   R  what came in, of it and all below, by formality
--   V  all that came in, of those
-- An act adds a row of each for each unit above.

CREATE OR REPLACE PROCEDURE figure_tell(IN sign INT, IN at DATETIME(3), IN place BIGINT, IN officer BIGINT,
	IN formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin, IN took INT, IN is_late INT,
	IN is_granted INT, IN corrections INT)
	SQL SECURITY DEFINER
	INSERT INTO figure_delta
		SELECT k.kind, figure_month(at), k.unit, k.word, took, UUID_SHORT(), sign, sign * is_late,
			sign * (1 - is_granted), sign * (corrections > 0) FROM (
			SELECT 'f' AS kind, place AS unit, formality AS word UNION ALL
			SELECT 'o', place, officer UNION ALL SELECT 'u', place, '' UNION ALL
			SELECT 'F', a.above, formality FROM unit_above a WHERE a.unit = place UNION ALL
			SELECT 'U', a.above, '' FROM unit_above a WHERE a.unit = place) k;

CREATE PROCEDURE intake_tell(IN sign INT, IN at DATETIME(3), IN place BIGINT,
	IN formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin)
	SQL SECURITY DEFINER
	INSERT INTO figure_delta
		SELECT k.kind, figure_month(at), k.unit, k.word, 0, UUID_SHORT(), sign, 0, 0, 0 FROM (
			SELECT 'r' AS kind, place AS unit, formality AS word UNION ALL SELECT 'v', place, '' UNION ALL
			SELECT 'R', a.above, formality FROM unit_above a WHERE a.unit = place UNION ALL
			SELECT 'V', a.above, '' FROM unit_above a WHERE a.unit = place) k;

CREATE OR REPLACE TRIGGER intake_figure_add AFTER INSERT ON intake FOR EACH ROW
	CALL intake_tell(1, NEW.submitted, NEW.unit, NEW.formality);
CREATE OR REPLACE TRIGGER intake_figure_drop AFTER DELETE ON intake FOR EACH ROW
	CALL intake_tell(-1, OLD.submitted, OLD.unit, OLD.formality);
CREATE OR REPLACE TRIGGER intake_figure_move AFTER UPDATE ON intake FOR EACH ROW
BEGIN
	CALL intake_tell(-1, OLD.submitted, OLD.unit, OLD.formality);
	CALL intake_tell(1, NEW.submitted, NEW.unit, NEW.formality);
END;

-- A unit is put below another one, or taken from there: with all that it ever did.
CREATE PROCEDURE figure_tell_below(IN sign INT, IN place BIGINT, IN above BIGINT)
	SQL SECURITY DEFINER
	INSERT INTO figure_delta
		SELECT UPPER(k.kind), k.month, above, k.word, k.took, UUID_SHORT(), sign * k.n, sign * k.late,
			sign * k.refused, sign * k.corrections FROM (
			SELECT kind, month, word, took, n, late, refused, corrections FROM figure_sum
				WHERE unit = place AND kind IN ('f', 'u', 'r', 'v') UNION ALL
			SELECT kind, month, word, took, n, late, refused, corrections FROM figure_delta
				WHERE unit = place AND kind IN ('f', 'u', 'r', 'v')) k;
CREATE TRIGGER unit_above_figure_add AFTER INSERT ON unit_above FOR EACH ROW
	CALL figure_tell_below(1, NEW.unit, NEW.above);
CREATE TRIGGER unit_above_figure_drop AFTER DELETE ON unit_above FOR EACH ROW
	CALL figure_tell_below(-1, OLD.unit, OLD.above);

CREATE OR REPLACE SQL SECURITY INVOKER VIEW figure_wrong AS
	SELECT k.kind, k.month, k.unit, k.word, k.took, CAST(SUM(k.n) AS SIGNED) AS n,
		CAST(SUM(k.late) AS SIGNED) AS late, CAST(SUM(k.refused) AS SIGNED) AS refused,
		CAST(SUM(k.corrections) AS SIGNED) AS corrections FROM (
		SELECT kind, month, unit, word, took, n, late, refused, corrections FROM figure_sum
		UNION ALL SELECT kind, month, unit, word, took, n, late, refused, corrections FROM figure_delta
		UNION ALL SELECT 'f', figure_month(decided), unit, formality, took, -COUNT(*), -SUM(is_late),
			-SUM(1 - is_granted), -SUM(corrections > 0) FROM outcome GROUP BY 2, 3, 4, 5
		UNION ALL SELECT 'o', figure_month(decided), unit, officer, took, -COUNT(*), -SUM(is_late),
			-SUM(1 - is_granted), -SUM(corrections > 0) FROM outcome GROUP BY 2, 3, 4, 5
		UNION ALL SELECT 'u', figure_month(decided), unit, '', took, -COUNT(*), -SUM(is_late),
			-SUM(1 - is_granted), -SUM(corrections > 0) FROM outcome GROUP BY 2, 3, 5
		UNION ALL SELECT 'F', figure_month(o.decided), a.above, o.formality, o.took, -COUNT(*), -SUM(o.is_late),
			-SUM(1 - o.is_granted), -SUM(o.corrections > 0) FROM outcome o
			JOIN unit_above a ON a.unit = o.unit GROUP BY 2, 3, 4, 5
		UNION ALL SELECT 'U', figure_month(o.decided), a.above, '', o.took, -COUNT(*), -SUM(o.is_late),
			-SUM(1 - o.is_granted), -SUM(o.corrections > 0) FROM outcome o
			JOIN unit_above a ON a.unit = o.unit GROUP BY 2, 3, 5
		UNION ALL SELECT 'r', figure_month(submitted), unit, formality, 0, -COUNT(*), 0, 0, 0
			FROM intake GROUP BY 2, 3, 4
		UNION ALL SELECT 'v', figure_month(submitted), unit, '', 0, -COUNT(*), 0, 0, 0 FROM intake GROUP BY 2, 3
		UNION ALL SELECT 'R', figure_month(i.submitted), a.above, i.formality, 0, -COUNT(*), 0, 0, 0
			FROM intake i JOIN unit_above a ON a.unit = i.unit GROUP BY 2, 3, 4
		UNION ALL SELECT 'V', figure_month(i.submitted), a.above, '', 0, -COUNT(*), 0, 0, 0
			FROM intake i JOIN unit_above a ON a.unit = i.unit GROUP BY 2, 3) k
	GROUP BY k.kind, k.month, k.unit, k.word, k.took
	HAVING n <> 0 OR late <> 0 OR refused <> 0 OR corrections <> 0;

-- What was there before: all that the triggers have not noted since.
INSERT INTO figure_sum
	SELECT kind, month, unit, word, took, -n, -late, -refused, -corrections FROM figure_wrong
	WHERE kind IN ('F', 'U', 'R', 'v', 'V');
