-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What administrators write down of a unit. What it is (code, kind, parent, names, county) stays with
-- cgi/admin/units.def, and what it receives with formalities/routing.hdf. closed: it receives nothing.
ALTER TABLE unit
	ADD COLUMN address_zh VARCHAR(200) NULL,
	ADD COLUMN address_en VARCHAR(200) NULL,
	ADD COLUMN hours_zh VARCHAR(200) NULL,
	ADD COLUMN hours_en VARCHAR(200) NULL,
	ADD COLUMN phone VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
	ADD COLUMN closed DATETIME(3) NULL,
	ADD COLUMN version INT NOT NULL DEFAULT 0;
