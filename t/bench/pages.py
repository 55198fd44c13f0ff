# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page that a resident can open, found by following links: what it weighs compressed,
with its styles, and how often it asks the store."""
import http.client
import re

from qiao import db, here

REPEATS = 4     # requests of a page, of which the store's work is the mean
REF = r'/applications/([2-9A-Z]{9})'


def kind(path):
    """/zh/applications/7K3M4PQ2H/form/you -> /applications/REF/form/PAGE"""
    for old, new in ((r'^/[a-z][a-z](?=/)', ''), (REF, '/applications/REF'),
                     (r'(/formalities)/[^/]+', r'\1/CODE'), (r'/form/[^/]+', '/form/PAGE'),
                     (r'/materials/[^/]+', '/materials/MATERIAL'), (r'/\d+(?=/|$)', '/ID')):
        path = re.sub(old, new, path)
    return path


def found(browser, refs, *start):
    """{path: page} of what one browser reaches, below the given applications only."""
    pages, seen, todo = {}, set(), list(start)
    while todo:
        path = todo.pop(0)
        ref = re.search(REF, path)
        if path in seen or '/files/' in path or (ref and ref.group(1) not in refs):
            continue
        seen.add(path)
        reply = browser.get(path)
        if reply.status == 200 and reply.header('Content-Type').startswith('text/html'):
            pages[path] = reply.page
            todo += [re.sub(r'[?#].*', '', n['href']) for n in reply.page.all('a')
                     if re.match(r'/[a-z][a-z](/|$)', n['href'])]
    return pages


def sent(browser, path, **headers):
    """What comes over the line, body only."""
    line = http.client.HTTPConnection(here.host, here.port, timeout=60)
    try:
        line.request('GET', path, headers=dict(headers, Cookie='; '.join(
            '%s=%s' % c for c in browser.cookies.items())))
        return len(line.getresponse().read())
    finally:
        line.close()


def round_trips(work, times):
    """What came to the store each time, by its own counters."""
    def counted():
        return sum(int(n) for _, n in db(
            "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_stmt_execute', 'Com_begin', "
            "'Com_commit', 'Com_rollback')"))
    before = counted()
    for _ in range(times):
        work()
    return (counted() - before) / times


class Weight:
    """Of one kind of page: the heaviest one's bytes, the most round trips."""

    def __init__(self):
        self.html = self.css = self.count = self.trips = 0
        self.path = ''

    def add(self, path, html, css, trips):
        self.count += 1
        self.trips = max(self.trips, trips)
        if html + css > self.both:
            self.path, self.html, self.css = path, html, css

    @property
    def both(self):
        return self.html + self.css


def weigh(browser, pages, weights):
    """Adds to {kind: Weight}, as a browser gets the pages that takes gzip."""
    sheets = {}
    gzip = {'Accept-Encoding': 'gzip'}
    for path, page in sorted(pages.items()):
        css = 0
        for sheet in page.all('link', rel='stylesheet'):
            at = sheet['href']
            sheets[at] = sheets.get(at) or sent(browser, at, **gzip)
            css += sheets[at]
        html = sent(browser, path, **gzip)
        trips = round_trips(lambda: sent(browser, path), REPEATS)
        weights.setdefault(kind(path), Weight()).add(path, html, css, trips)
