-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What supervision says of corrections and hand-backs is what its lists show, and whose it is.

-- the unit that had the matter when it was passed on; NULL: before there was this
ALTER TABLE transfer ADD COLUMN whose BIGINT NULL;

-- One narrow row for each time that a department handed a matter back, as `outcome` has what was decided: the
-- store keeps it itself, no program writes here, and it outlives the application. unit: whose matter it was;
-- department: who handed it back; officer: who put that down, 0 by a link
CREATE TABLE handed_back (
	transfer BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	at DATETIME(3) NOT NULL,
	unit BIGINT NOT NULL,
	department BIGINT NOT NULL,
	officer BIGINT NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	KEY handed_back_at (at, unit, department, officer, formality)
) ENGINE=InnoDB;

CREATE TRIGGER transfer_handed_back AFTER UPDATE ON transfer FOR EACH ROW
	IF NEW.outcome = 'hand_back' AND NOT OLD.outcome <=> NEW.outcome THEN
		INSERT INTO handed_back SELECT NEW.id, NEW.application, NEW.ended, COALESCE(NEW.whose, a.unit), NEW.unit,
			COALESCE((SELECT h.actor FROM history h WHERE h.application = a.id AND h.action = 'hand_back'
				ORDER BY h.seq DESC LIMIT 1), 0), a.formality
			FROM application a WHERE a.id = NEW.application AND COALESCE(NEW.whose, a.unit) IS NOT NULL;
	END IF;

INSERT INTO handed_back SELECT t.id, t.application, t.ended, a.unit, t.unit, COALESCE((SELECT h.actor FROM history h
	WHERE h.application = a.id AND h.action = 'hand_back' AND h.at = t.ended ORDER BY h.seq DESC LIMIT 1), 0), a.formality
	FROM transfer t JOIN application a ON a.id = t.application
	WHERE t.outcome = 'hand_back' AND t.ended IS NOT NULL AND a.unit IS NOT NULL;

-- Of the decisions: how many were corrected before, once or twice. It was how many notices they had.
CREATE OR REPLACE PROCEDURE figure_tell(IN sign INT, IN at DATETIME(3), IN unit BIGINT, IN officer BIGINT,
	IN formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin, IN took INT, IN is_late INT,
	IN is_granted INT, IN corrections INT)
	SQL SECURITY DEFINER
	INSERT INTO figure_delta VALUES
		('f', figure_month(at), unit, formality, took, UUID_SHORT(), sign, sign * is_late,
			sign * (1 - is_granted), sign * (corrections > 0)),
		('o', figure_month(at), unit, officer, took, UUID_SHORT(), sign, sign * is_late,
			sign * (1 - is_granted), sign * (corrections > 0)),
		('u', figure_month(at), unit, '', took, UUID_SHORT(), sign, sign * is_late,
			sign * (1 - is_granted), sign * (corrections > 0));

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
		UNION ALL SELECT 'r', figure_month(submitted), unit, formality, 0, -COUNT(*), 0, 0, 0
			FROM intake GROUP BY 2, 3, 4) k
	GROUP BY k.kind, k.month, k.unit, k.word, k.took
	HAVING n <> 0 OR late <> 0 OR refused <> 0 OR corrections <> 0;

INSERT INTO figure_delta SELECT kind, month, unit, word, took, UUID_SHORT(), -n, -late, -refused, -corrections
	FROM figure_wrong;

-- The pace that a guide tells (cgi/service/pace.h) is counted from the same rows.
ALTER TABLE application DROP KEY application_decided;
ALTER TABLE outcome DROP KEY outcome_decided, ADD KEY outcome_decided (decided, formality, took, unit);
