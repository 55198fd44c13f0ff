#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The templates: nothing prints unescaped, nothing runs inline, every page is there and parses."""
import sys
import glob
import os
import re
import subprocess
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.environ.get("BUILDDIR") or os.path.abspath("build")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


COMMAND = re.compile(r"<\?cs(.*?)\?>", re.S)
templates = {path: read(path) for path in sorted(glob.glob("templates/**/*.cs", recursive=True))}
ok(len(templates) > 20, f"{len(templates)} templates")

# What prints without escaping or renders with other settings (ClearSilver 0.10.5), and arithmetic
# that reads a missing value.
RAW = {
    r"\b(?:alt|name|uvar|evar|lvar|linclude|escape|contenttype)\s*[:!]": "prints unescaped",
    r"\binclude:": "a missing file would be silence: include!",
    r"\b(?:html_escape|text_html|js_escape)\s*\(": "switches escaping off for the whole expression",
    r"\bset\s*:": "set writes into the tree",
    r"\bloop\s*:": "nothing counts up to a value",
}
bad = []
for path, text in templates.items():
    for command in COMMAND.findall(text):
        if command.lstrip().startswith("#"):
            continue
        bare = re.sub(r'"[^"]*"', '""', command)
        bad += [f"{path}: <?cs{command.strip()[:60]}: {why}" for ban, why in RAW.items()
                if re.search(ban, bare)]
ok(not bad, "no command prints unescaped", bad)

# What is included is parsed once for all pages of a program (cgi/web/view.c): macros, and nothing that prints.
included = {f"templates/{name}" for text in templates.values() for name in re.findall(r"include!'([^']+)'", text)}
ok(included <= set(templates), "what is included is there", sorted(included - set(templates)))
DEF = re.compile(r"<\?cs\s+def:(\w+)\(.*?\?>.*?<\?cs\s+/def\s*\?>", re.S)
bad, makers = [], {}
for path in sorted(included & set(templates)):
    rest = DEF.sub("", re.sub(r"<\?cs\s+(?:#.*?|include!'[^']+'\s*)\?>", "", templates[path], flags=re.S))
    bad += [f"{path}: {rest.strip()[:60]}"] if rest.strip() else []
    for name in DEF.findall(templates[path]):
        bad += [f"{path}: {name} is in {makers[name]}, too"] if name in makers else []
        makers[name] = path
bad += [f"{path}: {name} is in {makers[name]}, too" for path, text in templates.items() if path not in included
        for name in DEF.findall(text) if name in makers]
ok(len(makers) > 100 and not bad, "what is included holds macros only, each of a name of its own", bad)

bad = []
for path, text in templates.items():
    for expression in re.findall(r"<\?cs var:(.*?)\?>", text, re.S):
        if "url_escape(" in expression and not re.fullmatch(r"url_escape\([\w.\[\]]+\) ?", expression):
            bad.append(f"{path}: var:{expression}")
ok(not bad, "url_escape() stands alone", bad)

# The markup itself, each command a mark that no HTML has.
MARK = "\x01"
bad = {"inline": [], "unquoted": [], "style": []}
for path, text in templates.items():
    html = re.sub(r"<!--.*?-->", "", COMMAND.sub(MARK, text), flags=re.S)
    for tag in re.findall(r"<[a-zA-Z][^<>]*>", html):
        line = tag[:90].replace(MARK, "•").replace("\n", " ")
        bare = re.sub(r'"[^"]*"', '""', tag)
        if re.search(r"\son\w+\s*=", bare):
            bad["inline"].append(f"{path}: {line}")
        if re.search(r"\sstyle\s*=", bare) or tag.startswith("<style"):
            bad["style"].append(f"{path}: {line}")
        if re.search(r"=(?!\"\")", bare) or "'" in bare:
            bad["unquoted"].append(f"{path}: {line}")
        if tag.startswith("<script") and " src=" not in tag:
            bad["inline"].append(f"{path}: {line}")
    bad["inline"] += [f"{path}: {found}" for found in re.findall(r"javascript:[^\"]{0,40}", html)]
    bad["inline"] += [f"{path}: {found}" for found in re.findall(r"<script[^>]*>[^<\s][^<]{0,40}", html)]
ok(not bad["inline"], "no script in the page, no on…=", bad["inline"])
ok(not bad["style"], "no style in the page", bad["style"])
ok(not bad["unquoted"], "every attribute's value stands in double quotes", bad["unquoted"])

# Addresses are made in C (url()) and never by the reader: their values have these names.
OURS = re.compile(r"""(?:\w+\.)*\w*Href|(?:\w+\.)?(?:Thumb|Remove|Change|Src)|Url\.\w+|Asset\.\w+|(?:Form|Held)\.Action
    |Guide\.Apply|Viewer\.\w+|Next|More|First|Find|File|Follow|Receipt|Withdraw|Result|Correct|AllViews
    |action|href|size""", re.X)
bad = []
for path, text in templates.items():
    for found in re.findall(r'(?:href|src|action|formaction)="([^"]*(?:<\?cs.*?\?>[^"]*)*)"', text, re.S):
        names = re.findall(r"<\?cs var:\s*([\w.\[\]]+)\s*\?>", found)
        bad += [f"{path}: {found[:80]}" for name in names if not OURS.fullmatch(name) and
                not re.match(r"#|\?|/", found)]
ok(not bad, "addresses come from the program", bad)

MARKED = re.compile(r"call:(?:form_hidden|" + "|".join(
    name for text in templates.values() for name, body in re.findall(r"def:(\w+)\(.*?\?>(.*?)<\?cs /def", text, re.S)
    if "form_hidden" in body) + r")\(")
bad = []
for path, text in templates.items():
    for link in re.findall(r'<a\b[^>]*target=[^>]*>', text):
        bad.append(f"{path}: {link[:80]}")
    for form in re.finditer(r'<form\b[^>]*method="post".{1,400}', text, re.S):
        if 'name="token"' not in form.group() and not MARKED.search(form.group()):
            bad.append(f"{path}: {form.group()[:80]}")
ok(not bad, "each writing form carries its marks, no link opens a window", bad)

# Every page that a handler names is there, and no other.
for program in ("portal", "desk"):
    wanted = set()
    for source in glob.glob(f"cgi/{program}/*.c"):
        wanted |= set(re.findall(r'reply_page\(q, "([\w/]+)"\)', read(source)))
    there = {path[len(f"templates/{program}/"):-3] for path in templates
             if path.startswith(f"templates/{program}/")}
    parts = {name for name in there
             if any(f"include!'{program}/{name}.cs'" in text for text in templates.values())}
    lacking, idle = sorted(wanted - there), sorted(there - wanted - parts)
    ok(not lacking, f"{program}: every page of a handler has its template", lacking)
    # the desk's acts share a handler, which names their page by a variable
    if program == "portal":
        ok(not idle, f"{program}: every template has its handler", idle)

# The programs themselves say whether everything parses.
with tempfile.TemporaryDirectory() as folder:
    keys, settings = f"{folder}/keys", f"{folder}/check.hdf"

    def write(path, text):
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            out.write(text)

    write(settings, f"""Origin = http://localhost
Socket = {folder}/s
KeyFile = {keys}
Templates = {os.path.abspath('templates')}
Formalities = {os.path.abspath('formalities')}
Schema = {os.path.abspath('schema')}
Db {{
	Socket = {folder}/none
	Name = none
	User = none
	Password = none
}}
""")
    made = subprocess.run([f"{BUILD}/qiao-admin", "-c", settings, "make-keys"], capture_output=True, text=True)
    ok(made.returncode == 0, "keys for the check", made.stderr.splitlines()[:5])
    for program in ("portal", "desk"):
        run = subprocess.run([f"{BUILD}/qiao-{program}", "-c", settings, "--check"], capture_output=True,
                             text=True)
        ok(run.returncode == 0, f"{program}: every template parses",
           (run.stdout + run.stderr).splitlines()[:5])

done()
