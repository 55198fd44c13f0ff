#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The language files: every text that C and the templates use is there in each language."""
import sys
import glob
import os
import re

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
LANGUAGES = ("zh", "en")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def keys_of(path, into, twice):
    """An HDF file of ours: one name a line, a brace at a line's end or alone."""
    stack = []
    for number, line in enumerate(read(path).split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line == "}":
            stack.pop()
        elif line.endswith("{"):
            stack.append(line[:-1].strip())
        else:
            name, equals, value = line.partition("=")
            key = ".".join(stack + [name.strip()])
            if not equals or not key.startswith("T.") or key[2:] in into:
                twice.append(f"{path}:{number}: {line}")
            into[key[2:]] = value.strip()
    if stack:
        twice.append(f"{path}: {'.'.join(stack)} is not closed")


texts, odd = {}, []
for lang in LANGUAGES:
    texts[lang] = {}
    for path in sorted(glob.glob(f"templates/lang/*.{lang}.hdf")):
        keys_of(path, texts[lang], odd)
ok(not odd, "every line of the language files is a text, once", odd)

for lang in LANGUAGES[1:]:
    here, there = set(texts[LANGUAGES[0]]), set(texts[lang])
    ok(here == there, f"{LANGUAGES[0]} and {lang} have the same texts",
       sorted(f"only one has {key}" for key in here ^ there))
    ok(not (bad := [key for key in here & there
                    if sorted(re.findall(r"\{\d\}", texts[LANGUAGES[0]][key])) !=
                    sorted(re.findall(r"\{\d\}", texts[lang][key]))]),
       f"{lang} has the holes of {LANGUAGES[0]}", bad)
for lang in LANGUAGES:
    ok(not (bad := [key for key, value in texts[lang].items() if not value or "  " in value]),
       f"{lang}: no text is empty or has two blanks in a row", bad)
zh = texts["zh"]
ok(not (bad := [key for key, value in zh.items()
                if re.search(r"[一-鿿][,;:?!]|[,;:?!][一-鿿]", value)]),
   "zh: no half-width punctuation between Chinese characters", bad)


def words(path, pattern):
    return sorted(set(re.findall(pattern, read(path), re.M)))


# Residents' pages and letters are in Italian and Spanish too. The desk's own are not, but for what it writes
# to residents in their language, and what it does, which they read.
DESK = ("affairs", "clerk", "desk", "ladder", "queue", "review", "staff")
SENT = ("did.", "views.", "forward.", "sentence.",
        "desk.letter.", "desk.interview.video",
        "desk.interview.counter", "desk.interview.there", "desk.wenzhou", "desk.abroad", "desk.weekday_", "desk.month_")


def is_resident(key, path):
    if key.startswith(SENT):
        return True
    return not key.startswith(("desk.", "layout.desk_")) and \
        os.path.basename(path).split(".")[0] not in DESK


wanted = {}
for path in sorted(glob.glob("templates/lang/*.zh.hdf")):
    own = {}
    keys_of(path, own, [])
    wanted.update((key, path) for key in own if is_resident(key, path))
for lang in ("it", "es"):
    texts[lang], odd = {}, []
    for path in sorted(glob.glob(f"templates/lang/*.{lang}.hdf")):
        keys_of(path, texts[lang], odd)
    here = texts[lang]
    ok(not odd, f"{lang}: every line is a text, once", odd)
    ok(not (bad := sorted(f"{path}: {key}" for key, path in wanted.items() if not here.get(key))),
       f"{lang} has every text of the residents", bad)
    ok(not (bad := sorted(key for key in here if key not in wanted)), f"and no others ({lang})", bad)
    ok(not (bad := [key for key, value in here.items() if "  " in value or
                    sorted(re.findall(r"\{\w+\}", value)) != sorted(re.findall(r"\{\w+\}", texts["en"].get(key, "")))]),
       f"{lang} has the holes of en", bad)
    ok(not (bad := [key for key, value in here.items() if len(re.sub(r"\{\w+\}", "", value)) > 16 and value == texts["en"].get(key)]),
       f"{lang}: nothing is still English", bad)

ok(not (bad := [key for key in wanted if re.search(r"\bplease\b", texts["en"].get(key, ""), re.I)]),
   "en: nothing begins with please", bad)

# What to do is said without it in Chinese too. An office asks somebody for something in letters, in officers' ready
# sentences, and where it calls for papers; one person asks another (请家人去领), and a guide tells that the office
# will ask (民警会请您补). The formalities and their dictionaries are read as well.
ASKED = "[求人谁他她它别家]|亲属|亲戚|爷爷|子女|户主|对方|受托|一位|村里|公司|身边|在场|那边|市里|新车|的人|国内|律师|部门|" \
    "民警|在温州|温州的?亲|中国[驻使]"
OTHERWISE = "不起|不动|了律师|问 |撤销挂失”"
PLEASE = re.compile(f"(?<![申邀约们])请(?!{ASKED}|{OTHERWISE}|您)|(?<![会们警就再能邀])(?<!然后)请您")
REQUESTS = ("mail.", "sentence.", "writ.paper.", "owed.title", "correction.title", "tracking.now_correction")
asking = [f"{key} = {zh[key]}" for key in wanted if not key.startswith(REQUESTS) and PLEASE.search(zh[key])]
for path in sorted(glob.glob("formalities/**/*.hdf", recursive=True)):
    asking += [f"{path}:{number}: {line.strip()}" for number, line in enumerate(read(path).split("\n"), 1)
               if line.strip().startswith("zh = ") and PLEASE.search(line)]
ok(not asking, "zh: nothing has 请 in front of it, of the formalities neither", asking)
ok(all(PLEASE.search(text) for text in ("请填写。", "太短了，请核对。", "请您核对。", "交了以后，请您等消息。")) and
   not any(PLEASE.search(text) for text in ("申请延长", "可以请家人去领", "民警请您改这里", "查不到会请您补")), "which is found")

LIFECYCLE = "cgi/service/lifecycle.def"
STATES = words(LIFECYCLE, r'^STATE\(\w+, +"(\w+)"')
ACTIONS = words(LIFECYCLE, r'^ACTION\(\w+, +"(\w+)"')
REVEALS = words("cgi/service/reveal.def", r'^REVEAL\(\w+, +"(\w+)"')
FAILURES = [word for word in words("cgi/base/error.c", r'\[ERROR_\w+\] = \{\d+, "(\w+)"') if word != "none"]
VERDICTS = [word.replace("-", "_") for word in words("cgi/store/press.c", r'\[PRESS_\w+\] = "([\w-]+)"')]


def formality_words(array):
    body = re.search(rf"{array}\[\w+\] = \{{(.*?)\}};", read("cgi/service/formality.c"), re.S)
    return sorted(re.findall(r'"(\w+)"', body.group(1)))


def listed(path, array):
    body = re.search(rf"{array}\[\] = \{{(.*?)\}};", read(path), re.S)
    return sorted(re.findall(r'"(\w+)"', body.group(1)))


MODES, WHERES, DELIVERIES = (formality_words(f"formality_{name}") for name in (
    "modes", "wheres", "deliveries"))
OPEN = [state for state in STATES if state not in ("draft", "closed", "declined", "withdrawn")]
GOERS = ["visit_self", "visit_named"]       # who goes to the counter, where it is no relative
COMING = ["_visit", "_visit_self", "_visit_named"]
ON_THE_WAY = GOERS + ["submitted_channel", "submitted_transfer", "submitted_back", "submitted_own", "submitted_center",
              "submitted_forward", "transferred_answered"] + ["accepted" + coming for coming in COMING]
LETTERS = "cgi/courier/letter_load.c"
SENTENCES = re.findall(r"^SENTENCE\((\w+), +(\w+),", read("cgi/service/sentence.def"), re.M)

# Keys that are put together: what stands for % (C's %s and %d, a template's [x] or + x).
COMPOSED = {
    "lang.name_%": LANGUAGES + ("it", "es"),
    "error.%.title": FAILURES,
    "error.%.text": FAILURES,
    "press.%": VERDICTS,
    "sign_in.code_%": ["wrong", "expired", "used_up", "used"],
    "state.%": STATES + ["visit_self"],
    "next.%": STATES + GOERS,
    "tracking.next_accepted%": COMING,
    "did.%": ACTIONS,
    "views.role_%": ["officer", "approver", "supervisor", "clerk"],
    "views.what_%": words("cgi/service/opening.c", r'\[OPENED_\w+\] = "(\w+)"'),
    "views.reason_%": ["check", "decide", "issue", "supervise", "follow_up", "transfer", "exclusion"] + REVEALS,
    "mode.%": MODES,
    "presence.wait_%": ["interview", "visit"],
    "mode_return.%": MODES,
    "where.%": WHERES,
    "delivery.%": DELIVERIES + ["record"],
    "original.%": ["counter", "proxy", "surrender"],
    "tracking.now_%": [state for state in STATES if state != "draft"] + ["issued_refused"] + ON_THE_WAY,
    "tracking.step_%": OPEN + ["issued_refused"] + ON_THE_WAY,
    "tracking.later_%": [state for state in OPEN if state != "issued"] + ON_THE_WAY,
    "writ.kind_%": words("cgi/service/writ.def", r'^WRIT\(\w+, +"(\w+)"'),
    "writ.pdf_%": LANGUAGES + ("it", "es"),
    "writ.standing_%": ["valid", "superseded", "withdrawn"],
    "verify.%": ["malformed", "malformed_text", "unknown", "unknown_text"],
    "writ.government.%": words("cgi/service/government.def", r'^GOVERNMENT\("\d+", +"(\w+)"'),
    "mail.%": words(LETTERS, r'"(\w+\.\w+)"') + listed(LETTERS, "frame") + [f"month_{n}" for n in range(1, 13)] +
    [f"{kind}.{piece}" for kind in words(LETTERS, r'^\t\{"(\w+)", BY_') for piece in listed(LETTERS, "pieces")] +
    [f"{kind}.{piece}" for kind in words(LETTERS, r'SAYS\("(\w+)"\)') for piece in ("said", "next", "sms")],
    "sentence.%": [f"{kind.lower()}.{word}" for kind, word in SENTENCES],
    "desk.slip.%": words("cgi/service/sentence.def", r"^SENTENCE\(MATERIAL, +(\w+), +SENT\)"),
    "tracking.dept_%": [f"{what}_{when}" for what in ("take", "final") for when in ("by", "late")] + ["taken", "answered"],
    "demo.channel_%": ["sms", "mail"],
    "rating.level_%": [str(n) for n in range(1, 6)],
    "desk.audit.action.%": words("cgi/service/audit.def", r'^AUDIT\(\w+, +"(\w+)"'),
    "desk.audit.subject.%": words("cgi/service/audit.def", r'^AUDIT\(\w+, +"\w+", +"(\w+)"'),
    "desk.sentence.kind_%": words("cgi/service/sentence.c", r'\[SENTENCE_\w+\] = "(\w+)"'),
    "desk.role.%": ["operator"] + [role for role in words("cgi/service/lifecycle.c", r'\[ROLE_\w+\] = "(\w+)"')
                                   if role not in ("resident", "system")],
    "rating.about.%": words("cgi/service/rating.def", r'^RATING_ABOUT\(\w+, +"(\w+)"'),
}

KEY = re.compile(r"[a-z][a-z_]*(?:\.[a-z0-9_%]+)+")
SPACES = {key.split(".")[0] for key in zh}


def sources(*globs):
    return sorted(path for pattern in globs for path in glob.glob(pattern, recursive=True))


used = {}			# key or pattern with %: where it was seen first
known = {str(n) for n in range(32)}	# whatever C and the tables have a word for
for path in sources("cgi/**/*.def"):
    known |= set(words(path, r'"([\w.]+)"'))
for path in sources("cgi/**/*.c", "cgi/**/*.h"):
    code = re.sub(r"^\s*#\s*include.*$", "", read(path), flags=re.M)
    code = re.sub(r"/\*.*?\*/", "", code, flags=re.S)
    for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', code):
        key = re.sub(r"%l*[sd](\.%s)?", "%", literal.removeprefix("T."))	# sentence.%s.%s, too
        key += "%" * key.endswith(".")		# "writ.government." word
        known.add(key)
        if KEY.fullmatch(key) and key.split(".")[0] in SPACES:
            used.setdefault(key, path)

for path in sources("templates/**/*.cs"):
    for command in re.findall(r"<\?cs(.*?)\?>", read(path), re.S):
        bare = re.sub(r'"[^"]*"', '""', command)
        for key in re.findall(r"(?<![\w.])T\.([\w.]+)(?!\w|\[|\.)", bare):
            used.setdefault(key, path)
        for key in re.findall(r"(?<![\w.])T\.([\w.]+)\[", bare):
            used.setdefault(key + ".%", path)
        for key, joined in re.findall(r'(?<!\w)(?:t1|t2|text)\(\s*"([\w.]+)"(\s*\+)?', command):
            used.setdefault(key + "%" if joined else key, path)

missing = []
for key, path in sorted(used.items()):
    if "%" not in key:
        missing += [f"{path}: {key}" for lang in LANGUAGES[:1] if key not in texts[lang]]
    elif key in COMPOSED:
        missing += [f"{path}: {key} for {word}" for word in COMPOSED[key]
                    if key.replace("%", word) not in zh]
    elif not any(re.fullmatch(re.escape(key).replace("%", r"[\w.]+"), known) for known in zh):
        missing.append(f"{path}: {key} is put together, and none of it is there")
ok(len(used) > 300, f"{len(used)} texts are used")
ok(not missing, "every text that is used is there", missing)
ok(not (bad := [key for key in COMPOSED if key not in used]),
   "every composed key of this test is still used", bad)

# The files hold nothing that nobody says. A key whose parts COMPOSED does not list is put together of words that C
# or a table has, or a template compares with.
for path in sources("templates/**/*.cs"):
    known |= set(words(path, r'"([\w.]+)"'))
PAPER = re.compile(r"writ\.paper\.(?:(%s)(?:_(\w+))?\.p\d+|delivery_(%s)|(\w+))" % (
    "|".join(COMPOSED["writ.kind_%"]), "|".join(DELIVERIES)))
said = {key for key in used if "%" not in key}
said |= {key.replace("%", word) for key, all_words in COMPOSED.items() for word in all_words}
patterns = [re.compile(re.escape(key).replace("%", r"([\w.]+)")) for key in used
            if "%" in key and key not in COMPOSED and key != "writ.paper.%"]


def is_said(key):
    """Of "desk.rule.%%" the parts are words, too: submitted and _channel."""
    if key.startswith("writ.paper."):
        of = PAPER.fullmatch(key)
        return bool(of) and (of[4] in known if of[4] else all(part in known for part in (of[2] or "p1").split("_") if of[2]))
    return key in said or any(of and is_known("".join(of.groups())) for of in (p.fullmatch(key) for p in patterns))


def is_known(word):
    return word in known or any(word[:n] in known and word[n:] in known for n in range(1, len(word)))


ok(not (bad := [key for key in zh if not is_said(key)]), "every text is used", bad)
ok(not any(is_said(key) for key in ("action.claim", "desk.step.swim", "mail.swim.said", "writ.paper.receipt_swim.p1",
                                    "tracking.now_swim")), "and one that is not is found")

done()
