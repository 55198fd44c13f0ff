-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a formality really takes: working days from acceptance to the decision, of what was decided in
-- the last 90 days. The courier counts it (service/pace.h), the guide shows it beside the promise.
CREATE TABLE formality_pace (
	formality VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	decided INT NOT NULL,
	half INT NOT NULL,
	most INT NOT NULL,
	counted DATETIME(3) NOT NULL
) ENGINE=InnoDB;

ALTER TABLE application ADD KEY application_decided (decided, formality, accepted);
