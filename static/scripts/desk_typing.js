/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Of officers, too, who are signed in. */
import './typing.js';
