# SPDX-License-Identifier: AGPL-3.0-or-later
"""Formalities that exist in tests only: the instance reads a copy of its folder with them in it,
which a test may change and have read anew, until the test ends."""
import atexit
import os
import shutil

import journey
from qiao import ROOT, here

SAMPLES = ROOT + '/t/fixture/catalogue'
PROGRAMS = ('portal', 'desk', 'courier', 'admin')


class Samples:
    def __init__(self, is_read=True):
        """is_read=False: whoever changes them first calls reload() afterwards."""
        self.folder = here.data + '/sample-catalogue'
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(ROOT + '/formalities', self.folder)
        shutil.copytree(SAMPLES, self.folder, dirs_exist_ok=True)
        for folder, _, names in os.walk(SAMPLES):
            for name in names:
                one = journey.read_formality(os.path.join(folder, name))
                journey.FORMALITIES[one['Code']] = one
        self.own = {}
        for program in PROGRAMS:
            if os.path.exists(self.setting(program)):
                with open(self.setting(program)) as f:
                    self.own[program] = f.read()
            with open(self.setting(program), 'w') as out:
                out.write(self.own.get(program, '') + '\nFormalities = %s\n' % self.folder)
        atexit.register(self.end)
        if is_read:
            self.reload()

    @staticmethod
    def setting(program):
        return '%s/etc/%s.local.hdf' % (here.data, program)

    def path(self, code, more=''):
        return '%s/%s/%s.hdf%s' % (self.folder, journey.FORMALITIES[code]['Category'], code, more)

    def text(self, code):
        """As it was when the test began."""
        with open('%s/%s/%s.hdf' % (SAMPLES, journey.FORMALITIES[code]['Category'], code)) as f:
            return f.read()

    def write(self, code, text, more=''):
        with open(self.path(code, more), 'w') as out:
            out.write(text)

    def reload(self):
        told = here.command('reload')
        if told.returncode:
            raise RuntimeError('./qiao reload: %s%s' % (told.stdout, told.stderr))

    def end(self):
        for program in PROGRAMS:
            os.unlink(self.setting(program))
            if program in self.own:
                with open(self.setting(program), 'w') as out:
                    out.write(self.own[program])
        if not here.is_own:
            self.reload()
        shutil.rmtree(self.folder, ignore_errors=True)
