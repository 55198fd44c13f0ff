# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages and submissions beside what they are made of: requests a second, and the CPU time that
nginx, the program and the store take for one."""
import os
import re
import statistics
import sys

import ground
import load
import machine
import pages
import rivals
from qiao import Browser, here

GUIDE = '/zh/formalities/cert-no-crime'


def table(title, cases, last='Qiao ÷'):
    """The last case is Qiao's; beside the others stands its rate over theirs."""
    own = cases[-1]
    print('\n%s' % title)
    print('  %-27s %7s %15s %7s %7s  CPU µs a request: nginx program mariadbd  all  elsewhere' % (
        '', 'req/s', 'least–most', 'p99 ms', last))
    for case in cases:
        rates = [w.rate for w in case.windows]
        print('  %-27s %7.0f %15s %7.1f %7s  %23.0f %7.0f %8.0f %4.0f %9.0f%%' % (
            (case.name, statistics.median(rates), '%.0f–%.0f' % (min(rates), max(rates)),
             case.median(lambda w: w.p99), '' if case is own else '%.2f' % load.ratio(own, case))
            + tuple(case.median(lambda w: w.cpu[p]) for p in ('nginx', 'program', 'mariadbd'))
            + (case.median(lambda w: w.all_cpu), 100 * max(w.elsewhere for w in case.windows))))
    sys.stdout.flush()


class Stage:
    """The signed-in resident, the pages, and the rivals that have been started for them."""

    def __init__(self):
        self.browser, self.person = ground.sign_in()
        self.cookie = '; '.join('%s=%s' % c for c in self.browser.cookies.items())
        self.paths = ['/zh/applications/' + ref for ref in ground.own_applications(self.person)]
        sizes = {path: pages.sent(self.browser, path) for path in self.paths}
        typical = sorted(self.paths, key=sizes.get)[len(sizes) // 2]
        self.size = {'tracking': self.keep('tracking', self.browser.get(typical)),
                     'guide': self.keep('guide', Browser('zh').get(GUIDE))}
        self.count = 0
        rivals.compile_all()
        body = rivals.folder + '/%s.html'
        self.workers = {
            'static': [], 'portal': machine.children(machine.started(here.data, 'portal')),
            'nothing': rivals.program('nothing', 'nothing', body % 'tracking'),
            'nothing2': rivals.program('nothing', 'nothing2', body % 'guide'),
            'bare': rivals.program('bare', 'bare', body % 'tracking', here.data + '/etc/portal.hdf',
                                   ground.session_hash(self.person))}
        self.url, self.nginx = rivals.nginx('nothing', 'nothing2', 'bare')

    @staticmethod
    def keep(name, reply):
        if reply.status != 200:
            raise RuntimeError('%s answers %d' % (reply.url, reply.status))
        with open('%s/%s.html' % (rivals.folder, name), 'wb') as f:
            f.write(reply.body)
        return len(reply.body)

    def lines(self, lines):
        """A file of them, for wrk."""
        self.count += 1
        path = '%s/lines%d' % (rivals.folder, self.count)
        with open(path, 'w', encoding='ascii') as f:
            f.writelines(line + '\n' for line in lines)
        return path

    def parts(self, program):
        return {'nginx': self.nginx, 'program': self.workers[program],
                'mariadbd': [machine.started(here.data, 'mariadb')]}

    def case(self, name, program, paths, cookie, encoding):
        return load.Case(name, self.url, 'pages', [self.lines(paths), cookie, encoding],
                         self.parts(program))

    def tracking(self, plan, encoding):
        """The cases, the bare program next to last, Qiao's page last."""
        cases = [self.case(name, program, paths, self.cookie, encoding)
                 for name, program, paths in (
                     ('static file', 'static', ['/rival/static/tracking.html'] * len(self.paths)),
                     ('does nothing', 'nothing', ['/rival/nothing' + p for p in self.paths]),
                     ('bare: the same statements', 'bare', ['/rival/bare' + p for p in self.paths]),
                     ("Qiao's page", 'portal', self.paths))]
        load.take_turns(cases, plan.rounds, plan.seconds)
        table('The tracking page, signed in, %d bytes, %s' % (
            self.size['tracking'], encoding or 'uncompressed'), cases)
        return cases

    @staticmethod
    def trips(case, seconds):
        """Of one page, by the store's own counters over a window: whatever anybody asked it then."""
        windows = []
        asked = pages.round_trips(lambda: windows.append(load.Window(case.name, *case.given, seconds)), 1)
        return asked / windows[0].requests

    def guide(self, plan, encoding):
        cases = [self.case(name, program, paths, '', encoding) for name, program, paths in (
            ('static file', 'static', ['/rival/static/guide.html'] * len(self.paths)),
            ('does nothing', 'nothing2', ['/rival/nothing2' + GUIDE] * len(self.paths)),
            ("Qiao's page", 'portal', [GUIDE] * len(self.paths)))]
        load.take_turns(cases, plan.rounds, plan.seconds)
        table('A guide page, a visitor, %d bytes, %s' % (
            self.size['guide'], encoding or 'uncompressed'), cases)

    def shown(self, ref):
        """The mark of what a draft's check page shows, which its declaration is about."""
        return re.search(r'name="shown" value="([^"]+)"', self.browser.get('/zh/applications/%s/check' % ref).text).group(1)

    def submit(self, plan):
        """Prepared drafts, each once; put back between the rounds."""
        drafts = ground.Drafts(ground.drafts(self.browser, self.person))
        token = self.browser.token('/zh/applications/%s/check' % drafts.refs[0])
        each = [ref + ' ' + self.shown(ref) for ref in drafts.refs]
        case = load.Case('Qiao', self.url, 'submit', [self.lines(each), self.cookie, token],
                         self.parts('portal'))
        try:
            for _ in range(plan.rounds + 1):
                case.windows.append(load.Window(case.name, *case.given, 60))
                if drafts.submitted() != len(drafts.refs):
                    raise RuntimeError('%d of %d drafts were submitted' % (
                        drafts.submitted(), len(drafts.refs)))
                drafts.restore()
        finally:
            drafts.drop()
        del case.windows[0]     # what was cold
        durable = ground.durability()
        table('Submissions, %d drafts each time, innodb_flush_log_at_trx_commit=%s' % (
            len(drafts.refs), durable), [case], '')
        return case

    def serve_until(self, paths, served, most):
        """Load on all of these until so many requests were answered; how many there were."""
        case = self.case('many pages', 'portal', paths, self.cookie, '')
        while served < most:
            served += case.window(5).requests
        return served
