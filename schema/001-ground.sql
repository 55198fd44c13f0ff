-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The ground: who signs in, what they apply for, what happens to it.
-- Ids are made by the programs (time-ordered, 63 bits); moments are UTC.
-- "sealed" columns hold cgi/store/seal.h values, "hash" columns keyed or plain BLAKE2b.

CREATE TABLE unit (
	id BIGINT NOT NULL PRIMARY KEY,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
	parent BIGINT NULL,
	kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name_zh VARCHAR(80) NOT NULL,
	name_en VARCHAR(120) NOT NULL,
	area CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NULL,
	country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	zone VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	is_sample TINYINT NOT NULL DEFAULT 0,
	KEY unit_area (area)
) ENGINE=InnoDB;

CREATE TABLE calendar_day (
	day DATE NOT NULL PRIMARY KEY,
	kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name_zh VARCHAR(40) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE formality_version (
	id BIGINT NOT NULL PRIMARY KEY,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	digest BINARY(32) NOT NULL,
	body MEDIUMTEXT NOT NULL,
	loaded DATETIME(3) NOT NULL,
	UNIQUE KEY formality_version_digest (code, digest)
) ENGINE=InnoDB;

CREATE TABLE person (
	id BIGINT NOT NULL PRIMARY KEY,
	lang CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	zone VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	created DATETIME(3) NOT NULL,
	is_sample TINYINT NOT NULL DEFAULT 0
) ENGINE=InnoDB;

-- kind: phone (E.164) or email; idx is the blind index of the normalised contact
CREATE TABLE contact (
	id BIGINT NOT NULL PRIMARY KEY,
	person BIGINT NOT NULL,
	kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	idx BINARY(32) NOT NULL UNIQUE,
	sealed VARBINARY(400) NOT NULL,
	confirmed DATETIME(3) NOT NULL,
	KEY contact_person (person)
) ENGINE=InnoDB;

-- a six-digit code on its way; visit ties it to the browser that asked
CREATE TABLE sign_in_code (
	id BIGINT NOT NULL PRIMARY KEY,
	visit BINARY(32) NOT NULL,
	kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	idx BINARY(32) NOT NULL,
	sealed VARBINARY(400) NOT NULL,
	country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	zone VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	hash BINARY(32) NOT NULL,
	tries INT NOT NULL DEFAULT 0,
	created DATETIME(3) NOT NULL,
	ends DATETIME(3) NOT NULL,
	used DATETIME(3) NULL,
	KEY sign_in_code_visit (visit, created),
	KEY sign_in_code_ends (ends)
) ENGINE=InnoDB;

-- what is counted against a limit: context names the limit, who is a keyed hash
CREATE TABLE attempt (
	id BIGINT NOT NULL PRIMARY KEY,
	context VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	who BINARY(32) NOT NULL,
	at DATETIME(3) NOT NULL,
	KEY attempt_who (context, who, at),
	KEY attempt_at (at)
) ENGINE=InnoDB;

CREATE TABLE session (
	id BIGINT NOT NULL PRIMARY KEY,
	hash BINARY(32) NOT NULL UNIQUE,
	person BIGINT NOT NULL,
	device VARCHAR(80) NOT NULL,
	created DATETIME(3) NOT NULL,
	seen DATETIME(3) NOT NULL,
	ends DATETIME(3) NOT NULL,
	ended DATETIME(3) NULL,
	KEY session_person (person, ends),
	KEY session_ends (ends)
) ENGINE=InnoDB;

CREATE TABLE officer (
	id BIGINT NOT NULL PRIMARY KEY,
	name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
	unit BIGINT NOT NULL,
	role VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	number VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	full_name VARCHAR(80) NOT NULL,
	is_active TINYINT NOT NULL DEFAULT 1,
	is_sample TINYINT NOT NULL DEFAULT 0
) ENGINE=InnoDB;

-- apart from officer, so that only the desk's account can read it
CREATE TABLE officer_credential (
	officer BIGINT NOT NULL PRIMARY KEY,
	password VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	totp VARBINARY(120) NOT NULL,
	totp_step BIGINT NOT NULL DEFAULT 0,
	failures INT NOT NULL DEFAULT 0,
	locked_until DATETIME(3) NULL
) ENGINE=InnoDB;

CREATE TABLE officer_session (
	id BIGINT NOT NULL PRIMARY KEY,
	hash BINARY(32) NOT NULL UNIQUE,
	officer BIGINT NOT NULL,
	device VARCHAR(80) NOT NULL,
	created DATETIME(3) NOT NULL,
	seen DATETIME(3) NOT NULL,
	ends DATETIME(3) NOT NULL,
	ended DATETIME(3) NULL,
	KEY officer_session_officer (officer, ends),
	KEY officer_session_ends (ends)
) ENGINE=InnoDB;

-- one effect a form: the key that a write form carried, and where its answer led
CREATE TABLE once (
	hash BINARY(32) NOT NULL PRIMARY KEY,
	location VARCHAR(400) NOT NULL,
	created DATETIME(3) NOT NULL,
	KEY once_created (created)
) ENGINE=InnoDB;

-- a write that came after its session had ended, kept until its owner signs in again
CREATE TABLE held_write (
	id BIGINT NOT NULL PRIMARY KEY,
	hash BINARY(32) NOT NULL UNIQUE,
	audience VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	owner BIGINT NOT NULL,
	path VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	type VARCHAR(200) NOT NULL,
	size BIGINT NOT NULL,
	parts INT NOT NULL,
	created DATETIME(3) NOT NULL,
	ends DATETIME(3) NOT NULL,
	KEY held_write_ends (ends)
) ENGINE=InnoDB;

CREATE TABLE held_part (
	held BIGINT NOT NULL,
	seq INT NOT NULL,
	sealed MEDIUMBLOB NOT NULL,
	PRIMARY KEY (held, seq)
) ENGINE=InnoDB;

-- state: uploading, complete; thumb is sealed JPEG or NULL
CREATE TABLE file (
	id BIGINT NOT NULL PRIMARY KEY,
	state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	size BIGINT NOT NULL,
	pages INT NOT NULL,
	width INT NOT NULL,
	height INT NOT NULL,
	digest BINARY(32) NOT NULL,
	thumb MEDIUMBLOB NULL,
	created DATETIME(3) NOT NULL,
	KEY file_state (state, created)
) ENGINE=InnoDB;

CREATE TABLE file_part (
	file BIGINT NOT NULL,
	seq INT NOT NULL,
	sealed MEDIUMBLOB NOT NULL,
	PRIMARY KEY (file, seq)
) ENGINE=InnoDB;

-- the matter; state and action words are lifecycle.def's; version is the compare-and-set
CREATE TABLE application (
	id BIGINT NOT NULL PRIMARY KEY,
	ref CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
	person BIGINT NOT NULL,
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	formality_version BIGINT NOT NULL,
	state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version INT NOT NULL DEFAULT 0,
	unit BIGINT NULL,
	officer BIGINT NULL,
	claimed DATETIME(3) NULL,
	answers MEDIUMBLOB NOT NULL,
	page VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lang CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	created DATETIME(3) NOT NULL,
	saved DATETIME(3) NOT NULL,
	submitted DATETIME(3) NULL,
	accepted DATETIME(3) NULL,
	decided DATETIME(3) NULL,
	ended DATETIME(3) NULL,
	due DATETIME(3) NULL,
	law_due DATETIME(3) NULL,
	stopped DATETIME(3) NULL,
	is_extended TINYINT NOT NULL DEFAULT 0,
	corrections INT NOT NULL DEFAULT 0,
	department VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
	retain_until DATE NULL,
	is_sample TINYINT NOT NULL DEFAULT 0,
	KEY application_person (person, id),
	KEY application_queue (unit, state, due, id),
	KEY application_claimed (unit, officer, state, due, id),
	KEY application_due (state, due),
	KEY application_retain (retain_until)
) ENGINE=InnoDB;

-- every act, once, in order; the programs may insert and not change (grants.sql)
CREATE TABLE history (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	seq INT NOT NULL,
	at DATETIME(3) NOT NULL,
	action VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	role VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor BIGINT NULL,
	unit BIGINT NULL,
	detail VARBINARY(8000) NULL,
	hash BINARY(32) NOT NULL,
	UNIQUE KEY history_seq (application, seq)
) ENGINE=InnoDB;

-- who opened a matter that is not their own
CREATE TABLE access_record (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	at DATETIME(3) NOT NULL,
	officer BIGINT NOT NULL,
	unit BIGINT NOT NULL,
	role VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	what VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reason VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	KEY access_record_application (application, at)
) ENGINE=InnoDB;

CREATE TABLE clock_stop (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	cause VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	began DATETIME(3) NOT NULL,
	ended DATETIME(3) NULL,
	KEY clock_stop_application (application, began)
) ENGINE=InnoDB;

CREATE TABLE material (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	file BIGINT NOT NULL UNIQUE,
	round INT NOT NULL DEFAULT 0,
	added DATETIME(3) NOT NULL,
	removed DATETIME(3) NULL,
	KEY material_application (application, code, id)
) ENGINE=InnoDB;

-- one notice of correction with all its items; what: field or material
CREATE TABLE correction (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	round INT NOT NULL,
	officer BIGINT NOT NULL,
	asked DATETIME(3) NOT NULL,
	due DATETIME(3) NOT NULL,
	answered DATETIME(3) NULL,
	UNIQUE KEY correction_round (application, round)
) ENGINE=InnoDB;

CREATE TABLE correction_item (
	id BIGINT NOT NULL PRIMARY KEY,
	correction BIGINT NOT NULL,
	what VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	sentence VARBINARY(2000) NOT NULL,
	answered DATETIME(3) NULL,
	UNIQUE KEY correction_item_code (correction, what, code)
) ENGINE=InnoDB;

-- outcome: approve or refuse, first proposed, then decided by somebody else
CREATE TABLE decision (
	id BIGINT NOT NULL PRIMARY KEY,
	application BIGINT NOT NULL,
	outcome VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reason VARBINARY(8000) NOT NULL,
	proposed_by BIGINT NOT NULL,
	proposed DATETIME(3) NOT NULL,
	decided_by BIGINT NULL,
	decided DATETIME(3) NULL,
	is_agreed TINYINT NULL,
	note VARBINARY(8000) NULL,
	KEY decision_application (application, proposed)
) ENGINE=InnoDB;

CREATE TABLE result (
	application BIGINT NOT NULL PRIMARY KEY,
	text VARBINARY(8000) NOT NULL,
	file BIGINT NULL UNIQUE,
	delivery VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	delivery_note VARBINARY(2000) NULL,
	officer BIGINT NOT NULL,
	issued DATETIME(3) NOT NULL,
	fetched DATETIME(3) NULL
) ENGINE=InnoDB;

-- the outbox; params and what was sent are sealed; state: queued, sending, sent, failed
CREATE TABLE notice (
	id BIGINT NOT NULL PRIMARY KEY,
	person BIGINT NULL,
	application BIGINT NULL,
	kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	lang CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	channel VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	address VARBINARY(400) NOT NULL,
	params VARBINARY(8000) NOT NULL,
	state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	tries INT NOT NULL DEFAULT 0,
	next_try DATETIME(3) NOT NULL,
	created DATETIME(3) NOT NULL,
	sent DATETIME(3) NULL,
	subject VARBINARY(1000) NULL,
	body VARBINARY(16000) NULL,
	KEY notice_state (state, next_try),
	KEY notice_created (created),
	KEY notice_application (application, created)
) ENGINE=InnoDB;

-- one holder of a background duty at a time (compare-and-set, no GET_LOCK)
CREATE TABLE lease (
	name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	owner BIGINT NOT NULL,
	until DATETIME(3) NOT NULL
) ENGINE=InnoDB;
