#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue's files are right, and what is wrong in t/fixture/wrong is found, all of it, by its line.
There "# wrong: SENTENCE" announces a mistake of the next line, "# wrong here:" one of its own."""
import sys
import os
import re
import shutil
import subprocess
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
ADMIN = os.path.join(os.environ.get("BUILDDIR", "build"), "qiao-admin")
WRONG = "t/fixture/wrong"


def lint(folder, *code):
    told = subprocess.run([ADMIN, "-f", folder, "lint", *code], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    return told.returncode, told.stdout.splitlines(), told.stderr


def announced(path):
    """[(line, sentence)] of a file."""
    found, waiting = [], []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            here = re.match(r"\s*# wrong here: (.*)", line)
            next_one = re.match(r"\s*# wrong: (.*)", line)
            if here:
                found.append((number, here.group(1)))
            elif next_one:
                waiting.append(next_one.group(1))
            else:
                found += [(number, sentence) for sentence in waiting]
                waiting = []
    return found


def expected(folder, ends):
    return ["%s:%d: %s" % (path, number, sentence)
            for path in sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
            if path.endswith(ends) for number, sentence in announced(path)]


def check(folder, ends, least, *code):
    status, got, complaint = lint(folder, *code)
    want = expected(folder, ends)
    lacking = [line for line in want if line not in got]
    ok(len(want) >= least, "%s announces %d mistakes" % (folder, len(want)))
    ok(not lacking, "all of them are found, with file, line and key", lacking)
    ok(sorted(got) == sorted(want), "and nothing else", [line for line in got if line not in want])
    ok(status != 0 and "%d mistakes" % len(got) in complaint or len(got) == 1, "and it ends with a failure",
       [status, complaint])


status, got, complaint = lint("formalities")
ok(status == 0 and got == ["%d formalities, nothing wrong" % sum(
    len([n for n in names if n.endswith(".hdf")]) for at, _, names in os.walk("formalities") if at != "formalities")],
   "nothing is wrong in the catalogue", got + [complaint])
ok("warning" not in complaint, "and nothing is to be known of it: a promise that may be over after the law's days says so", complaint)
with tempfile.TemporaryDirectory() as folder:
    shutil.copytree("formalities", folder + "/formalities")
    for code, before, after in (("identity/residence-permit", "\tLawFirst = 1\n", ""), ("exit-entry/nationality-restore", "= 115", "= 120"),
                                ("hukou/hukou-items", "\tPromise =", "\tLawFirst = 1\n\tPromise =")):
        with open("%s/formalities/%s.hdf" % (folder, code), encoding="utf-8") as file:
            text = file.read()
        with open("%s/formalities/%s.hdf" % (folder, code), "w", encoding="utf-8") as file:
            file.write(text.replace(before, after, 1))
    status, got, complaint = lint(folder + "/formalities")
with tempfile.TemporaryDirectory() as folder:
    shutil.copytree("formalities", folder + "/formalities")
    with open(folder + "/formalities/identity/id-first.hdf", encoding="utf-8") as file:
        text = file.read()
    name = re.search(r"\nName \{\n.*?\ten = ([^\n]*)", text, re.S).group(1)
    with open(folder + "/formalities/identity/id-first.hdf", "w", encoding="utf-8") as file:
        file.write(re.sub(r"\tit = [^\n]*", "\tit = " + name, text, count=1))
    with open(folder + "/formalities/identity/id-renew.hdf.draft", "w", encoding="utf-8") as file:
        file.write("Code = id-renew\n")
    drafts = lint(folder + "/formalities")
    with open(folder + "/formalities/identity/id-temp.hdf", "wb") as file:
        file.write(b"Code = \xff\n")
    unreadable = lint(folder + "/formalities")
ok(drafts[0] == 0 and re.search(r"\d+ formalities and 1 draft, nothing wrong", drafts[1][0]) and
   re.search(r"id-renew\.hdf\.draft:\d+: warning: ", drafts[2]), "a draft is counted, and its mistakes are warnings", drafts[1:])
ok(re.search(r"id-first\.hdf:\d+: warning: Name\.it: the same as the English", drafts[2]),
   "a name that nobody translated is warned of", drafts[2])
told = [line for line in unreadable[1] if "not UTF-8" in line]
ok(len(told) == 1 and told[0].count("id-temp.hdf") == 1, "a file that is not UTF-8 is named once", told)
late = re.findall(r"([\w-]+)\.hdf:\d+: warning: Limit.Promise: (\d+) working days end after the law's (\d+) calendar", complaint)
ok(status == 0 and sorted(late) == [("nationality-restore", "120", "180"), ("residence-permit", "7", "15")],
   "promises that are over after the law's days, if begun on a bad day, are told", [complaint])
ok("hukou-items.hdf" in complaint and "the promise never ends after the law" in complaint, "and who says so in vain", [complaint])
check(WRONG + "/shared", ".hdf", 20)
check(WRONG + "/formalities", ".hdf", 80)
check(WRONG + "/formalities", ("/asks.hdf", "/asks.hdf.draft"), 10, "asks")
for folder, code, says in ((WRONG + "/formalities", "right", ""), ("formalities", "cert-no-crime", ""),
                           (WRONG + "/shared", "right", "shared files are wrong"),
                           ("formalities", "cert-crime", "no file of cert-crime")):
    status, got, complaint = lint(folder, code)
    ok((status == 0) == (not says) and says in complaint and len(got) == (not says),
       "%s alone, in %s: %s" % (code, folder, says or "nothing wrong"), got + [complaint])
done()
