-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The paper of an electronic result holds the result's file. qiao-print reads it here, and sees the bytes of
-- no other file, nor of these once the paper is made. Its rows are sealed as in file_part.
CREATE SQL SECURITY DEFINER VIEW writ_file AS
	SELECT w.id AS writ, p.seq AS seq, p.sealed AS sealed
	FROM writ w JOIN result r ON r.application = w.application JOIN file_part p ON p.file = r.file
	WHERE w.kind = 'result' AND w.state = 'owed';
