-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Room for the Chinese wording that a paper has, beside the resident's (cgi/service/wording.h): of a notice's
-- sentence, of a decision's reason, and of what an act says.
ALTER TABLE correction_item MODIFY sentence VARBINARY(4000) NOT NULL;
ALTER TABLE decision MODIFY reason VARBINARY(16000) NOT NULL;
ALTER TABLE history MODIFY detail VARBINARY(20000) NULL;
