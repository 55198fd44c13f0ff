# SPDX-License-Identifier: AGPL-3.0-or-later
"""The processes that are measured, as /proc has them, and the machine under them."""
import os
import platform
import re

TICK = 1e6 / os.sysconf('SC_CLK_TCK')


def read(path):
    with open(path, encoding='utf-8', errors='replace') as f:
        return f.read()


def stat(pid):
    """What follows the name in /proc/PID/stat; nothing of a process that is gone."""
    try:
        return read('/proc/%d/stat' % pid).rpartition(') ')[2].split()
    except (FileNotFoundError, ProcessLookupError):     # ended just now
        return None


def started(data, name):
    """The pid of a program that ./qiao started."""
    return int(read('%s/run/%s.started' % (data, name)).split()[0])


def children(pid):
    found = [(int(p), stat(int(p))) for p in os.listdir('/proc') if p.isdigit()]
    return [p for p, s in found if s and int(s[1]) == pid and s[0] != 'Z']


def cpu(pids):
    """User and system time in microseconds."""
    times = [stat(pid) for pid in pids]
    if None in times:
        raise RuntimeError('a process that is measured has ended')
    return sum((int(s[11]) + int(s[12])) * TICK for s in times)


def busy():
    """What all processes of the machine took, in microseconds; not what its interrupts took."""
    user, nice, system = map(int, read('/proc/stat').split()[1:4])
    return (user + nice + system) * TICK


def pss(pid):
    """Proportional memory in kB."""
    return int(re.search(r'^Pss:\s+(\d+)', read('/proc/%d/smaps_rollup' % pid), re.M).group(1))


def described():
    model = re.search(r'^model name\s*: (.*)', read('/proc/cpuinfo'), re.M)
    return '%d processors (%s), Linux %s, load %s' % (
        os.cpu_count(), model.group(1) if model else platform.machine(), platform.release(),
        read('/proc/loadavg').split()[0])
