# SPDX-License-Identifier: AGPL-3.0-or-later
"""Of a catalogue too large to look at whole: which formalities show all that can be shown."""
from journey import FIELDS, FORMALITIES, MATERIALS, field_of


def page_traits(formality, page):
    """What can be different about a page of a form: the kinds of field."""
    fields = [field_of(formality, code) for code in formality['Pages'][page]['Fields'].values()]
    return {('field', own['Type'], 'Country' in own, 'Partial' in own, 'Agreement' in own,
             len(own.get('Options', {})) > 6) for own in fields}


def traits(formality):
    """What can be different about how a formality is shown and filled in."""
    found = {('mode', formality['Mode']), ('unit', formality.get('Unit')), ('asks', 'Questions' in formality)}
    for page in formality['Pages']:
        found |= page_traits(formality, page)
    for code, own in formality['Materials'].items():
        entry = dict(MATERIALS[code], **own)
        found.add(('paper', entry.get('Kind'), *(key for key in ('Generated', 'Live', 'Optional', 'Foreign')
                                                 if entry.get(key, '0') != '0')))
    return found | {('verdict', verdict['Kind']) for verdict in formality.get('Verdicts', {}).values()}


def sample():
    """As few formalities as have every trait that one of the catalogue has: for what is too slow for all."""
    missing, found = set().union(*map(traits, FORMALITIES.values())), []
    while missing:
        found.append(max(FORMALITIES, key=lambda code: len(traits(FORMALITIES[code]) & missing)))
        missing -= traits(FORMALITIES[found[-1]])
    return sorted(found)


def length(texts, lang):
    """Of all that stands below a node of a file in a language."""
    return sum(length(value, lang) if isinstance(value, dict) else len(value) if key == lang else 0
               for key, value in texts.items())


def longest(lang):
    """Of each kind of page the one with the most words: the formalities that have them."""
    def guide(f):
        return length({key: f[key] for key in ('Title', 'Summary', 'Who', 'Steps', 'Legal', 'Other', 'Result')}, lang) + \
            sum(length(dict(MATERIALS[m], **own), lang) for m, own in f['Materials'].items())

    def form(f):
        return max(sum(length(field_of(f, code), lang) for code in page['Fields'].values())
                   for page in f['Pages'].values())

    def paper(f):
        return max([length(dict(MATERIALS[m], **own), lang) for m, own in f['Materials'].items()] or [0])

    def asked(f):
        return max([length(q, lang) for q in f.get('Questions', {}).values()] or [0])

    return {max(FORMALITIES, key=lambda code: measure(FORMALITIES[code])) for measure in (
        guide, form, paper, asked, lambda f: len(f['Materials']),
        lambda f: sum(len(page['Fields']) for page in f['Pages'].values()))}
