# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the store answers when it is asked with a program's own account, and what qiao-verify says."""
import os
import re
import subprocess

import qiao

DENIED = ('1142', '1143', '1227')       # for the table, for a column, for what only an owner may

STAYS = '1644'          # a trigger's own refusal


def attempt(program, sql):
    """None if it went well, else the number of MariaDB's error. Nothing it does stays."""
    told = subprocess.run(
        ['mariadb', '--no-defaults', '--socket=' + qiao.here.setting('admin', 'Socket'),
         '--user=' + qiao.here.setting(program, 'User'), '--batch', qiao.here.setting(program, 'Name')],
        input='START TRANSACTION; %s; ROLLBACK;' % sql, capture_output=True, text=True, timeout=60,
        env=dict(os.environ, MYSQL_PWD=qiao.here.setting(program, 'Password')))
    found = re.search(r'ERROR (\d+)', told.stderr)
    if told.returncode and not found:
        raise RuntimeError(told.stderr)
    return found.group(1) if found else None


def verify(ref=None):
    """qiao-verify's status and words, of one matter or of all."""
    told = subprocess.run([qiao.here.build + '/qiao-verify', '-c', qiao.here.data + '/etc/admin.hdf'] + ([ref] if ref else []),
                          capture_output=True, text=True, timeout=300)
    return told.returncode, told.stdout + told.stderr
