# SPDX-License-Identifier: AGPL-3.0-or-later
"""A catalogue of the main job's twelve formalities, made from the whole one: what names another names one of them."""
import glob
import os
import re
import shutil

CODES = ('dl-defer-renew', 'dl-contact-change', 'cert-no-crime', 'cert-hukou-cancelled', 'exitentry-record', 'id-replace-online',
         'hukou-birth-home', 'hukou-cancel-emigrant', 'dl-renew', 'veh-plate-replace', 'hukou-name-adult', 'passport-settled-abroad')


def named(code):
    """The line of a key that names formalities, in the file of this one."""
    def of(match):
        kept = [word for word in match[2].split() if word in CODES and word != code]
        return match[1] + ' '.join(kept or [next(c for c in CODES if c != code)])
    return of


def pruned(text, code):
    """What may be left out is; what leads from life events to formalities has no place in twelve."""
    blocks, lines = ('Groups', 'First') if code == 'life' else ('Answers|Related', 'Also|Instead')
    text = re.sub(r'(?ms)^(\t*)(%s) \{\n.*?^\1\}\n' % blocks, '', text)
    text = re.sub(r'(?m)^\t*(%s) = .*\n' % lines, '', text)
    return re.sub(r'(?m)^(\t*(?:Formality|First|Abroad|Home|Never) = )(.*)$', named(code), text)


def make(whole, folder):
    """folder: one that is not there yet."""
    shutil.copytree(whole, folder, ignore=shutil.ignore_patterns('*.draft', '.*'))
    for path in glob.glob(folder + '/*/*.hdf') + [folder + '/life.hdf', folder + '/subjects.hdf']:
        code = os.path.basename(path)[:-len('.hdf')]
        if os.path.dirname(path) != folder and code not in CODES:
            os.unlink(path)
            continue
        with open(path, encoding='utf-8') as f:
            text = f.read()
        with open(path, 'w', encoding='utf-8') as f:
            f.write(pruned(text, code))
