# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page as a browser without script understands it: its text, links and forms."""
import collections
import functools
import glob
import html
import os
import re
import urllib.parse

VOID = {'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source',
        'track', 'wbr'}
BLOCK = {'p', 'div', 'li', 'h1', 'h2', 'h3', 'dt', 'dd', 'tr', 'td', 'th', 'section', 'label',
         'legend', 'option', 'b', 'span', 'strong', 'summary', 'br', 'title'}
LANG = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../templates/lang')


@functools.cache
def raw_key():
    """What stands where a text should: its key, of which there is no text."""
    parts = {name for path in glob.glob(LANG + '/*.en.hdf') for name in re.findall(r'^\t(\w+) \{', open(path).read(), re.M)}
    return re.compile(r'(%s)(\.[a-z0-9_]+)*\.[a-z0-9]*_[a-z0-9_]+' % '|'.join(sorted(parts)))


class Node:
    def __init__(self, tag, attrs=()):
        self.tag, self.attrs, self.children = tag, dict(attrs), []

    def __getitem__(self, name):
        return self.attrs.get(name) or ''

    def all(self, *tags, **attrs):
        """Every node below with one of these tags and these attributes (class_: one of its classes)."""
        waiting = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                continue
            if (not tags or child.tag in tags) and (not attrs or all(
                    value in child['class'].split() if name == 'class_' else
                    name in child.attrs if value is True else
                    child.attrs.get(name) == value for name, value in attrs.items())):
                yield child
            waiting += child.children[::-1]

    def one(self, *tags, **attrs):
        return next(self.all(*tags, **attrs), None)

    @property
    def text(self):
        parts = []

        def walk(node):
            for child in node.children:
                if isinstance(child, str):
                    parts.append(child)
                elif child.tag not in ('script', 'style'):
                    parts.append(' ' if child.tag in BLOCK else '')
                    walk(child)
                    parts.append(' ' if child.tag in BLOCK else '')
        walk(self)
        return re.sub(r'\s+', ' ', ''.join(parts)).strip()


# Words, a tag, or what is not for people. Templates write tags in small letters and quote what they must, and
# what is written otherwise is a fault: html.parser would take it, and take twice as long.
THING = re.compile(r'''([^<]+)|<(/?)([a-z][a-z0-9-]*)((?:\s+[^\s"'>/=<]+(?:="[^"]*"|='[^']*'|=[^\s"'=<>`]+)?)*)\s*(/?)>'''
                   r'''|<!--.*?-->|<!(?i:doctype) [a-z]+>''', re.S)
ATTRIBUTE = re.compile(r'''([^\s"'>/=<]+)(?:="([^"]*)"|='([^']*)'|=([^\s"'=<>`]+))?''')
RAW = {'script', 'style'}


class Builder:
    """The tree of a text below `root`, every node of it in their order, and what is wrong with it."""

    def __init__(self, text):
        self.root, self.nodes, self.faults = Node(''), [], []
        self.open, at = [self.root], 0
        while at < len(text):
            found = THING.match(text, at)
            if not found:
                self.faults.append('no tag: ' + text[at:at + 40])
                self.open[-1].children.append(text[at])
                at += 1
                continue
            at = found.end()
            words, is_end, tag, written, is_closed = found.groups()
            if words:
                self.open[-1].children.append(html.unescape(words))
            elif is_end:
                self.close(tag)
            elif tag:
                self.begin(tag, written, is_closed)
                if tag in RAW:
                    began, at = at, max(at, text.find('</' + tag, at))
                    self.open[-1].children.append(text[began:at])

    def begin(self, tag, written, is_closed):
        node = Node(tag)
        if written:
            attrs = ATTRIBUTE.findall(written)
            node.attrs = {name: html.unescape(one or two or three) for name, one, two, three in attrs}
            if len(node.attrs) < len(attrs):
                self.faults.append('<%s> has an attribute twice' % tag)
        self.open[-1].children.append(node)
        self.nodes.append(node)
        if tag not in VOID and not is_closed:
            self.open.append(node)

    def close(self, tag):
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()
            return
        self.faults.append('</%s> closes <%s>' % (tag, self.open[-1].tag))
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass


class Form:
    """What a form would send. `values` are those that stand in it."""

    def __init__(self, node, url):
        self.node = node
        self.method = (node['method'] or 'get').lower()
        self.action = urllib.parse.urljoin(url, node['action'] or url)
        self.is_multipart = node['enctype'] == 'multipart/form-data'
        self.inputs = [n for n in node.all('input', 'select', 'textarea', 'button')
                       if n['name'] and 'disabled' not in n.attrs]
        self.names = {n['name'] for n in self.inputs}
        self.files = [n['name'] for n in self.inputs if n['type'] == 'file']

    def value(self, name):
        return dict(self.pairs()).get(name)

    def input(self, name):
        return next((n for n in self.inputs if n['name'] == name), None)

    def choices(self, name):
        """The values of a select or of radio buttons, without the empty one."""
        found = [o['value'] for n in self.inputs if n['name'] == name and n.tag == 'select'
                 for o in n.all('option')]
        found += [n['value'] for n in self.inputs if n['name'] == name and n['type'] == 'radio']
        return [v for v in found if v]

    def pairs(self, typed=None, button=None):
        """(name, value) as a browser sends them; `typed` replaces what stands there, and a
        choice that is not offered, or a field that is not there, is the test's mistake."""
        typed = dict(typed or {})
        strange = [name for name in typed if name not in self.names]
        if strange:
            raise KeyError('the form has no %s, but %s' % (strange, sorted(self.names)))
        out, seen = [], set()
        for n in self.inputs:
            name, kind = n['name'], n['type'] or n.tag
            if kind == 'file' or n.tag == 'button' or kind == 'submit':
                if button and (name, n['value']) == button:
                    out.append(button)
            elif kind == 'checkbox':
                if typed.get(name, 'checked' in n.attrs):
                    out.append((name, n['value'] or 'on'))
            elif kind == 'radio':
                if name in typed and name not in seen:
                    seen.add(name)
                    if typed[name] not in self.choices(name):
                        raise KeyError('%s does not offer %s' % (name, typed[name]))
                    out.append((name, typed[name]))
                elif name not in typed and 'checked' in n.attrs:
                    out.append((name, n['value']))
            elif kind == 'select':
                options = list(n.all('option'))
                picked = next((o for o in options if 'selected' in o.attrs), options[0])
                value = typed.get(name, picked['value'])
                if value not in [o['value'] for o in options]:
                    raise KeyError('%s does not offer %s' % (name, value))
                out.append((name, value))
            else:
                text = re.sub(r'^\n', '', ''.join(c for c in n.children if isinstance(c, str)))
                out.append((name, typed.get(name, text if n.tag == 'textarea' else n['value'])))
        return out


class Page(Node):
    def __init__(self, text, url):
        super().__init__('')
        built = Builder(text)
        self.children, self.url, self.source = built.root.children, url, text
        self.faults = built.faults + ['<%s> stays open' % n.tag for n in built.open[1:]]
        ids = collections.Counter(n.attrs['id'] for n in built.nodes if n.attrs.get('id'))
        self.ids = set(ids)
        self.faults += sorted('id %s is there twice' % i for i, times in ids.items() if times > 1)
        self.faults += ['a label is for #%s, which is not there' % n['for'] for n in built.nodes
                        if n.tag == 'label' and n['for'] and n['for'] not in self.ids]
        self.faults += ['a %s is of the form %s, which is not there' % (n.tag, n['form']) for n in built.nodes
                        if n['form'] and n['form'] not in self.ids]
        self.faults += ['%s is the key of no text' % c.strip() for n in built.nodes for c in n.children
                        if isinstance(c, str) and raw_key().fullmatch(c.strip())]

    @functools.cached_property
    def forms(self):
        return [Form(n, self.url) for n in self.all('form')]

    @property
    def lang(self):
        return self.one('html')['lang']

    @property
    def title(self):
        node = self.one('title')
        return node.text if node else ''

    @property
    def h1(self):
        node = self.one('h1')
        return node.text if node else ''

    @property
    def main(self):
        return self.one('main') or self

    def links(self, part=''):
        """Addresses below <main>, with this in them, each once, in order."""
        found = [n['href'] for n in self.main.all('a') if part in n['href']]
        return list(dict.fromkeys(found))

    def form(self, name=None, action=None):
        """The form that has this field, or whose address ends so; else the only one that posts."""
        found = [f for f in self.forms if (not name or name in f.names) and
                 (f.action.endswith(action) if action else f.method == 'post')]
        if len(found) != 1:
            raise LookupError('%d forms (%s %s) on %s "%s": %s' % (len(found), name, action,
                              self.url, self.h1, [sorted(f.names) for f in self.forms]))
        return found[0]

    def has_form(self, **what):
        try:
            return bool(self.form(**what))
        except LookupError:
            return False

    def error(self, name):
        """The words beside a field, or None."""
        node = self.one(id='e-' + name)
        return node.text if node else None

    @property
    def summary(self):
        """(address, text) of the error summary."""
        box = self.one(class_='govuk-error-summary')
        if not box:
            return []
        return [((n.one('a') or n)['href'], n.text) for n in box.all('li')]
