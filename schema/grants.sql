-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The least that each program's database account needs. Only qiao_owner, which no
-- serving program uses, may change tables. Applied after a migration; the accounts
-- exist by then. For a store on other machines put their address in the place of
-- localhost (doc/operating.md).
--
-- history and access_record: a program may add to them and read them, none may change or delete them;
-- audit, the record of administration, is the desk's alone, which adds to it; the courier reads how it ends. Those of an application that has gone go by the procedure forget_record, and what is deleted of a matter is
-- only what may go, what was said once is not said otherwise later, and a matter moves as its life cycle says,
-- whatever is granted (schema/046-may-forget.sql, 051-said-once.sql, 057-as-done.sql). What somebody else says
-- of a row later (answered, decided, agreed, ended) nobody can say in adding it. The
-- ledger's days and nodes stay for ever. t/web/accounts.t tries all that with these accounts.
-- officer_credential and officer_session: the desk alone. note, recusal, officer_mark too: it adds to
-- them and changes nothing; the courier deletes what belongs to no application any more, and reads who is barred.
-- writ: what was issued is changed by no program; qiao-print adds the PDF, and reads nothing
-- else of a matter but a result's file while its paper is owed (schema/075-held.sql); the others may say that it stands no more.
-- session and sign_in_code: the portal alone (the courier only sweeps them).
-- application and material: the portal deletes a draft that its owner throws away (service/discard.c).
-- queue_entry, barred, queue_tally, queue_delta: the store keeps them (schema/022-queue.sql, 030-barred.sql,
-- 041-tally.sql); the desk reads them, no program writes them, the courier has them summed up (queue_fold).
-- The same of outcome, intake, figure_sum, figure_delta (028, 038, 047; figure_fold). matter_number: added with an application's answers.
-- remembered: the portal alone, for its own person; no officer's page can read it. sending, what is on its way in
-- pieces, likewise.

REVOKE ALL PRIVILEGES, GRANT OPTION FROM
	'qiao_portal'@'localhost', 'qiao_desk'@'localhost', 'qiao_courier'@'localhost',
	'qiao_print'@'localhost';

-- a program that is older than the store does not start (cgi/store/schema.h)
GRANT SELECT (version) ON schema_version TO 'qiao_portal'@'localhost', 'qiao_desk'@'localhost',
	'qiao_courier'@'localhost', 'qiao_print'@'localhost';

-- the residents' pages
GRANT SELECT ON unit TO 'qiao_portal'@'localhost';
GRANT SELECT ON calendar_day TO 'qiao_portal'@'localhost';
GRANT SELECT ON formality_version TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE (lang, zone, zone_chosen, chosen) ON person TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE (confirmed) ON contact TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON remembered TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE ON sign_in_code TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT ON attempt TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE ON session TO 'qiao_portal'@'localhost';
GRANT SELECT (id, unit, role, number, is_active) ON officer TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE ON once TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE (tries, done, ends, asks), DELETE ON held_write TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, DELETE ON held_part TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE (arrived, ends), DELETE ON sending TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, DELETE ON sending_piece TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, taken, withheld, expires, expires_said) ON file TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT ON file_part TO 'qiao_portal'@'localhost';
GRANT EXECUTE ON FUNCTION is_handed_in TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT (id, ref, person, formality, formality_version, state, answers, page, lang, created, saved),
	UPDATE (answers, page, saved, state, version, unit, officer, claimed, submitted, accepted, decided, ended, due,
	law_due, stopped, is_extended, corrections, department, retain_until, lang, owed), DELETE ON application
	TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT ON history TO 'qiao_portal'@'localhost';
GRANT SELECT ON access_record TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT (id, application, cause, began), UPDATE (ended) ON clock_stop TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT (id, application, code, file, round, added), UPDATE (removed), DELETE ON material
	TO 'qiao_portal'@'localhost';
GRANT SELECT, UPDATE (answered, due, extended) ON correction TO 'qiao_portal'@'localhost';
GRANT SELECT, UPDATE (answered) ON correction_item TO 'qiao_portal'@'localhost';
GRANT SELECT, UPDATE (came) ON owed_paper TO 'qiao_portal'@'localhost';
GRANT SELECT ON decision TO 'qiao_portal'@'localhost';
GRANT SELECT, UPDATE (fetched) ON result TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT ON notice TO 'qiao_portal'@'localhost';
GRANT SELECT ON formality_pause TO 'qiao_portal'@'localhost';
GRANT SELECT ON formality_pace TO 'qiao_portal'@'localhost';
GRANT SELECT ON published_figure TO 'qiao_portal'@'localhost';
GRANT SELECT ON ledger_day TO 'qiao_portal'@'localhost';
GRANT SELECT ON ledger_node TO 'qiao_portal'@'localhost';
GRANT SELECT ON ledger_entry TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT (id, application, kind, unit, issued, mark, print, facts, state, next_try),
	UPDATE (standing) ON writ TO 'qiao_portal'@'localhost';
GRANT SELECT (id, application, ended), UPDATE (ended, outcome) ON transfer TO 'qiao_portal'@'localhost';
GRANT INSERT ON matter_number TO 'qiao_portal'@'localhost';
GRANT SELECT, UPDATE (answered, is_agreed, agreed) ON forward_ask TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT (application, at, level, subjects, unit, officer, formality),
	UPDATE (again, again_level, again_subjects) ON rating TO 'qiao_portal'@'localhost';
GRANT SELECT, INSERT (application, unit, opened, call_by, mend_by, due) ON follow_up TO 'qiao_portal'@'localhost';

-- the officers' pages
GRANT SELECT ON unit_above TO 'qiao_desk'@'localhost';
GRANT SELECT ON matter_number TO 'qiao_desk'@'localhost';
GRANT SELECT, UPDATE (address_zh, address_en, hours_zh, hours_en, phone, closed, version, mail, mail_by) ON unit
	TO 'qiao_desk'@'localhost';
GRANT SELECT ON formality_version TO 'qiao_desk'@'localhost';
GRANT SELECT ON person TO 'qiao_desk'@'localhost';
GRANT SELECT ON contact TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON attempt TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, name, unit, role, number, full_name), UPDATE (unit, role, is_active, version, declared)
	ON officer TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE (password, totp, totp_step, failures, locked_until, entered)
	ON officer_credential TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE (ends, session, session_ends, totp, used) ON enrolment
	TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, kind, officer, version, name, number, full_name, unit, role, reason, proposed_by,
	proposed, ends), UPDATE (settled, settled_by, outcome, officer) ON staff_change
	TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE ON officer_session TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE ON once TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE (tries, done, ends, asks), DELETE ON held_write TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, DELETE ON held_part TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE (state) ON file TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON file_part TO 'qiao_desk'@'localhost';
GRANT SELECT, UPDATE (state, version, unit, officer, claimed, submitted, accepted, decided, ended, due,
	law_due, stopped, is_extended, corrections, department, retain_until, lang, owed)
	ON application TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON history TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON access_record TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON audit TO 'qiao_desk'@'localhost';
GRANT SELECT ON audit_turn TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, application, cause, began), UPDATE (ended) ON clock_stop TO 'qiao_desk'@'localhost';
GRANT SELECT ON material TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, application, round, officer, asked, due, answers) ON correction TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, correction, what, code, sentence) ON correction_item TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (application, code, asked, due) ON owed_paper TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, application, outcome, reason, proposed_by, proposed),
	UPDATE (decided_by, decided, is_agreed, note) ON decision TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (application, text, original, file, delivery, delivery_note, officer, issued, told_by,
	told_on) ON result TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON notice TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON note TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON recusal TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON officer_mark TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, application, kind, unit, issued, mark, print, facts, state, next_try),
	UPDATE (standing) ON writ TO 'qiao_desk'@'localhost';
GRANT SELECT ON queue_entry TO 'qiao_desk'@'localhost';
GRANT SELECT ON queue_tally TO 'qiao_desk'@'localhost';
GRANT SELECT ON queue_delta TO 'qiao_desk'@'localhost';
GRANT SELECT ON barred TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON review TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (review, place, application, officer), UPDATE (finding, reviewed) ON review_matter
	TO 'qiao_desk'@'localhost';
GRANT SELECT ON reminder TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE ON reminder_reader TO 'qiao_desk'@'localhost';
GRANT SELECT ON outcome TO 'qiao_desk'@'localhost';
GRANT SELECT ON intake TO 'qiao_desk'@'localhost';
GRANT SELECT ON handed_back TO 'qiao_desk'@'localhost';
GRANT SELECT ON figure_sum TO 'qiao_desk'@'localhost';
GRANT SELECT ON figure_delta TO 'qiao_desk'@'localhost';
GRANT SELECT, UPDATE (excluded, excluded_by) ON rating TO 'qiao_desk'@'localhost';
GRANT SELECT, UPDATE (due, tries, tried, called, mended, closed, is_mended) ON follow_up
	TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE (ended, ended_by) ON absence TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON bulk_act TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, application, round, unit, officer, at, take_by, forwarded, note, whose),
	UPDATE (taken, answered, ended, outcome, question, answer, answer_own) ON transfer
	TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON transfer_paper TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, application, unit, officer, items, asked) ON forward_ask TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE (code, code_ends, tries, session, session_ends) ON transfer_link
	TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE ON calendar_day TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT ON preview_look TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE (ended, ended_by) ON ready_sentence TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, application, reason, unit, made_by, made), UPDATE (ended, ended_by) ON hold TO 'qiao_desk'@'localhost';
GRANT SELECT, UPDATE (due) ON disposal TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT, UPDATE (ended, ended_by) ON formality_pause TO 'qiao_desk'@'localhost';
GRANT SELECT, INSERT (id, kind, subject, body, stamp, made_by, made, words), UPDATE (ended, ended_by, outcome)
	ON proposal TO 'qiao_desk'@'localhost';

-- the background worker: sends notices, moves what is due, deletes what may be kept no longer
GRANT SELECT ON unit TO 'qiao_courier'@'localhost';
GRANT SELECT ON calendar_day TO 'qiao_courier'@'localhost';
GRANT SELECT ON formality_version TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON person TO 'qiao_courier'@'localhost';
GRANT SELECT (id, unit, role, number, is_active) ON officer TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON contact TO 'qiao_courier'@'localhost';
GRANT SELECT (person), DELETE ON remembered TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON sign_in_code TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON attempt TO 'qiao_courier'@'localhost';
GRANT SELECT (id, person, ends), DELETE ON session TO 'qiao_courier'@'localhost';
GRANT SELECT (id, ends), DELETE ON officer_session TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON once TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON held_write TO 'qiao_courier'@'localhost';
GRANT SELECT (held, seq), DELETE ON held_part TO 'qiao_courier'@'localhost';
GRANT SELECT (id, ends), DELETE ON sending TO 'qiao_courier'@'localhost';
GRANT SELECT (sending, place), DELETE ON sending_piece TO 'qiao_courier'@'localhost';
GRANT SELECT, UPDATE (state), DELETE ON file TO 'qiao_courier'@'localhost';
GRANT SELECT (file, seq), DELETE ON file_part TO 'qiao_courier'@'localhost';
GRANT SELECT, UPDATE (state, version, unit, officer, claimed, submitted, accepted, decided, ended, due,
	law_due, stopped, is_extended, corrections, department, retain_until, lang, owed), DELETE
	ON application TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT ON history TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT (id, application, cause, began), UPDATE (ended), DELETE ON clock_stop
	TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON material TO 'qiao_courier'@'localhost';
GRANT SELECT (id, application, seq, hash) ON access_record TO 'qiao_courier'@'localhost';
GRANT SELECT, UPDATE (due), DELETE ON correction TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON correction_item TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT (application, code, asked, due), DELETE ON owed_paper TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON decision TO 'qiao_courier'@'localhost';
GRANT SELECT, DELETE ON result TO 'qiao_courier'@'localhost';
GRANT SELECT (id, application, unit, at, take_by, taken, answered, ended, reminded),
	UPDATE (reminded, ended, outcome), DELETE ON transfer TO 'qiao_courier'@'localhost';
GRANT SELECT (transfer, file), DELETE ON transfer_paper TO 'qiao_courier'@'localhost';
GRANT SELECT (id, application), DELETE ON forward_ask TO 'qiao_courier'@'localhost';
GRANT SELECT (application, unit, due, called, mended, closed), DELETE ON follow_up TO 'qiao_courier'@'localhost';
GRANT SELECT (id, transfer), INSERT, DELETE ON transfer_link TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, tries, next_try, sent, params, subject, body), DELETE ON notice
	TO 'qiao_courier'@'localhost';
GRANT SELECT (application), DELETE ON note TO 'qiao_courier'@'localhost';
GRANT SELECT (application, officer), DELETE ON recusal TO 'qiao_courier'@'localhost';
GRANT SELECT (officer, idx) ON officer_mark TO 'qiao_courier'@'localhost';
GRANT SELECT ON queue_entry TO 'qiao_courier'@'localhost';
GRANT SELECT ON barred TO 'qiao_courier'@'localhost';
GRANT SELECT ON unit_above TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT ON reminder TO 'qiao_courier'@'localhost';
GRANT SELECT (officer, seen, mail, mailed, mailed_day, lang), UPDATE (mailed, mailed_day) ON reminder_reader
	TO 'qiao_courier'@'localhost';
GRANT SELECT (application, idx), INSERT ON matter_number TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON formality_pace TO 'qiao_courier'@'localhost';
GRANT SELECT (id, application, kind, standing), INSERT (id, application, kind, unit, issued, mark, print, facts, state, next_try),
	UPDATE (standing), DELETE ON writ TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT, UPDATE ON lease TO 'qiao_courier'@'localhost';
GRANT SELECT ON intake TO 'qiao_courier'@'localhost';
GRANT SELECT ON figure_sum TO 'qiao_courier'@'localhost';
GRANT SELECT ON figure_delta TO 'qiao_courier'@'localhost';
GRANT SELECT ON outcome TO 'qiao_courier'@'localhost';
GRANT SELECT (level, at, excluded) ON rating TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT ON published_quarter TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT ON published_figure TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT ON ledger_day TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT ON ledger_node TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT ON ledger_entry TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_work TO 'qiao_courier'@'localhost';
GRANT SELECT (id, seq, hash) ON audit TO 'qiao_courier'@'localhost';
GRANT SELECT (id, ends), DELETE ON enrolment TO 'qiao_courier'@'localhost';
GRANT SELECT (id, ends), DELETE ON staff_change TO 'qiao_courier'@'localhost';
GRANT SELECT (id, officer, since, until, ended), DELETE ON absence TO 'qiao_courier'@'localhost';
GRANT SELECT (id, done), DELETE ON bulk_act TO 'qiao_courier'@'localhost';
GRANT SELECT (application, ended), DELETE ON hold TO 'qiao_courier'@'localhost';
GRANT SELECT, INSERT (application, ref, formality, year, proposal, told, due), UPDATE (destroyed, acts, head)
	ON disposal TO 'qiao_courier'@'localhost';
GRANT SELECT (id, kind, subject, body, stamp, outcome, done), UPDATE (words, done, result) ON proposal
	TO 'qiao_courier'@'localhost';
GRANT EXECUTE ON PROCEDURE forget_record TO 'qiao_courier'@'localhost';
GRANT EXECUTE ON FUNCTION queue_fold TO 'qiao_courier'@'localhost';
GRANT EXECUTE ON FUNCTION figure_fold TO 'qiao_courier'@'localhost';
GRANT EXECUTE ON FUNCTION is_handed_in TO 'qiao_courier'@'localhost';

-- makes the papers; of a person it knows what stands on them
GRANT SELECT ON formality_version TO 'qiao_print'@'localhost';
GRANT SELECT, UPDATE (state, tries, next_try, digest, size, pdf) ON writ TO 'qiao_print'@'localhost';
GRANT SELECT ON writ_file TO 'qiao_print'@'localhost';
