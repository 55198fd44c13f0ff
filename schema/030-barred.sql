-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Which of the waiting matters an officer never handles (cgi/service/bar.h), so that lists leave them out
-- as cheaply as they page. The store keeps it itself, as it keeps queue_entry: whatever comes later, the
-- matter, the contact, the number or what the officer says, finds the others here. No program writes it.
CREATE TABLE barred (
	officer BIGINT NOT NULL,
	application BIGINT NOT NULL,
	PRIMARY KEY (officer, application),
	KEY barred_application (application)
) ENGINE=InnoDB;

-- blind indexes of the document numbers in a waiting matter's answers, as officer_mark has them; all
-- zeros: it was looked at. They go when it has ended.
CREATE TABLE matter_number (
	application BIGINT NOT NULL,
	idx BINARY(32) NOT NULL,
	PRIMARY KEY (application, idx),
	KEY matter_number_idx (idx)
) ENGINE=InnoDB;

ALTER TABLE officer_mark ADD KEY officer_mark_idx (idx);

-- whom an officer knows they know in every matter
CREATE TRIGGER recusal_bars AFTER INSERT ON recusal FOR EACH ROW
	INSERT IGNORE INTO barred SELECT NEW.officer, e.id FROM application a
		JOIN queue_entry e ON e.person = a.person WHERE a.id = NEW.application;

CREATE TRIGGER officer_mark_bars AFTER INSERT ON officer_mark FOR EACH ROW
	INSERT IGNORE INTO barred
		SELECT NEW.officer, e.id FROM contact c JOIN queue_entry e ON e.person = c.person
			WHERE c.idx = NEW.idx
		UNION SELECT NEW.officer, n.application FROM matter_number n WHERE n.idx = NEW.idx;

-- one that is taken back: what is left is found again
CREATE TRIGGER officer_mark_frees AFTER DELETE ON officer_mark FOR EACH ROW
BEGIN
	DELETE FROM barred WHERE officer = OLD.officer;
	INSERT IGNORE INTO barred
		SELECT k.officer, e.id FROM officer_mark k JOIN contact c ON c.idx = k.idx
			JOIN queue_entry e ON e.person = c.person WHERE k.officer = OLD.officer
		UNION SELECT k.officer, n.application FROM officer_mark k JOIN matter_number n ON n.idx = k.idx
			WHERE k.officer = OLD.officer
		UNION SELECT r.officer, e.id FROM recusal r JOIN application a ON a.id = r.application
			JOIN queue_entry e ON e.person = a.person WHERE r.officer = OLD.officer;
END;

CREATE TRIGGER contact_bars AFTER INSERT ON contact FOR EACH ROW
	INSERT IGNORE INTO barred SELECT k.officer, e.id FROM officer_mark k
		JOIN queue_entry e ON e.person = NEW.person WHERE k.idx = NEW.idx;

CREATE TRIGGER matter_number_bars AFTER INSERT ON matter_number FOR EACH ROW
	INSERT IGNORE INTO barred SELECT k.officer, NEW.application FROM officer_mark k
		WHERE k.idx = NEW.idx;

CREATE TRIGGER queue_entry_bars AFTER INSERT ON queue_entry FOR EACH ROW
	INSERT IGNORE INTO barred
		SELECT k.officer, NEW.id FROM contact c JOIN officer_mark k ON k.idx = c.idx
			WHERE c.person = NEW.person
		UNION SELECT r.officer, NEW.id FROM application a JOIN recusal r ON r.application = a.id
			WHERE a.person = NEW.person;

CREATE TRIGGER queue_entry_frees AFTER DELETE ON queue_entry FOR EACH ROW
BEGIN
	DELETE FROM barred WHERE application = OLD.id;
	DELETE FROM matter_number WHERE application = OLD.id;
END;

INSERT IGNORE INTO barred
	SELECT k.officer, e.id FROM officer_mark k JOIN contact c ON c.idx = k.idx
		JOIN queue_entry e ON e.person = c.person
	UNION SELECT r.officer, e.id FROM recusal r JOIN application a ON a.id = r.application
		JOIN queue_entry e ON e.person = a.person;
