-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A bad rating is followed up after its matter has ended and left queue_entry. The numbers in its answers are noted
-- anew with the rating (cgi/service/rating.c), so `barred` knows who declared one (030-barred.sql); they go when
-- that is closed. Those that are open now the courier notes (bar_catch_up).
CREATE TRIGGER follow_up_closes AFTER UPDATE ON follow_up FOR EACH ROW
	IF OLD.closed IS NULL AND NEW.closed IS NOT NULL THEN
		DELETE FROM barred WHERE application = NEW.application;
		DELETE FROM matter_number WHERE application = NEW.application;
	END IF;
CREATE TRIGGER follow_up_goes AFTER DELETE ON follow_up FOR EACH ROW
BEGIN
	DELETE FROM barred WHERE application = OLD.application;
	DELETE FROM matter_number WHERE application = OLD.application;
END;
