-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Follow-ups of bad ratings are on the ladder of reminders too (cgi/service/ladder_follow.c): part call or mend,
-- whom follow. Their reminders go when they are closed, or with the matter.
CREATE TRIGGER follow_up_ends_reminders AFTER UPDATE ON follow_up FOR EACH ROW
	IF OLD.closed IS NULL AND NEW.closed IS NOT NULL THEN
		DELETE FROM reminder WHERE application = NEW.application AND whom = 'follow';
	END IF;
CREATE TRIGGER follow_up_unreminds AFTER DELETE ON follow_up FOR EACH ROW
	DELETE FROM reminder WHERE application = OLD.application AND whom = 'follow';
