#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue's files are right, and what is wrong in t/fixture/wrong is found, all of it, by its line.
There "# wrong: SENTENCE" announces a mistake of the next line, "# wrong here:" one of its own."""
import sys
import glob
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
FOR_EVER = 120      # seconds, of which a lint needs one or two


def lint(folder, *code):
    try:
        told = subprocess.run([ADMIN, "-f", folder, "lint", *code], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=FOR_EVER)
    except subprocess.TimeoutExpired:
        return 1, [], "it never ends"
    return told.returncode, told.stdout.splitlines(), told.stderr


# By its mode somebody else than the applicant may have to go: the step says who, and not only in "you can book a time".
PERSONS = {"zh": "您|本人|家人|亲属|父母|监护人|留宿人", "en": "[Yy]ou|[Vv]isitor|[Pp]arent|[Rr]elative|holder|[Gg]uardian|[Hh]ost",
           "it": "Lei|di persona|straniero|genitore|familiare|parente", "es": "[Uu]sted|en persona|extranjero|padres|familiar"}


def unnamed(text):
    """Languages in which the first step at a counter begins with nobody who goes there; None where the applicant goes alone."""
    who = re.findall(r"= (\S+)", re.search(r"^Who \{.*?\tCodes \{(.*?)\}", text, re.M | re.S).group(1))
    if "\nMode = counter\n" not in text or set(who) <= {"self", "foreigner"}:
        return None
    steps = re.findall(r"^\t\d+ \{\n(.*?)^\t\}", re.search(r"^Steps \{(.*?)^\}", text, re.M | re.S).group(1), re.M | re.S)
    first = next(step for step in steps if "Where = counter" in step)
    said = {lang: re.split(r"[。；]|[.;] ", re.search(r"\b%s = (.*)" % lang, first).group(1))[0] for lang in PERSONS}
    return [lang + ": " + said[lang] for lang in PERSONS if not re.search(PERSONS[lang], said[lang])]


def check_goers():
    named = {}
    for path in sorted(glob.glob("formalities/*/*.hdf")):
        with open(path, encoding="utf-8") as file:
            found = unnamed(file.read())
        if found is not None:
            named[path] = found
    ok(len(named) >= 10 and not any(named.values()), "a step at a counter says who has to go", *["%s: %s" % pair for pair in named.items() if pair[1]])


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
check_goers()
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
ok(len(unreadable[1]) == 1 and unreadable[1][0].endswith("identity/id-temp.hdf:1: not UTF-8"),
   "a file that is not UTF-8 is named once, and nothing is said of those that name it", unreadable[1])
late = re.findall(r"([\w-]+)\.hdf:\d+: warning: Limit.Promise: (\d+) working days end after the law's (\d+) calendar", complaint)
ok(status == 0 and sorted(late) == [("nationality-restore", "120", "180"), ("residence-permit", "7", "15")],
   "promises that are over after the law's days, if begun on a bad day, are told", [complaint])
ok("hukou-items.hdf" in complaint and "the promise never ends after the law" in complaint, "and who says so in vain", [complaint])


def altered(code, change, *to):
    """The lines that lint tells of a copy of the catalogue, without its folder, and its complaint;
    change: of a file's bytes, which are written `to` other files, or back."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree("formalities", folder + "/formalities")
        with open("%s/formalities/%s" % (folder, code), "rb") as file:
            before = file.read()
        after = change(before)
        if after == before and not to:
            return None, "nothing was altered"
        for name in to or [code]:
            with open("%s/formalities/%s" % (folder, name), "wb") as file:
                file.write(after)
        status, got, complaint = lint(folder + "/formalities")
        got = [line.replace(folder + "/formalities/", "") for line in got]
        return got if status else None, complaint.replace(folder + "/formalities/", "")


def put(old, new):
    return lambda text: text.replace(old, new, 1)


def coded(code):
    """Another formality's code, with a name, a title, a summary and a first step of its own."""
    def change(text):
        text = renamed(code)(text)
        return re.sub(rb"(\nSummary \{\n\tzh = |\nSteps \{\n\t0 \{\n\t\tWhere = \w+\n\t\tzh = )", rb"\1" + "另一件：".encode(), text)
    return change


def renamed(code):
    """Another one's code, name and title, and else all that was copied."""
    def change(text):
        text = text.replace(b"Code = dl-contact-change", b"Code = " + code, 1)
        return re.sub(rb"(\n(?:Name|Title) \{\n\tzh = )", rb"\1" + "另一件：".encode(), text)
    return change


def untranslated(text):
    """An Italian summary that is the English one."""
    return re.sub(rb"(\nSummary \{\n\tzh = .*\n\ten = (.*)\n\tit = ).*", rb"\1\2", text, count=1)


CONTACT, LONG = "driver/dl-contact-change.hdf", "dl-" + "x" * 38
CRIME = "certificate/cert-no-crime.hdf"
with open("formalities/" + CRIME, "rb") as file:
    crime = file.read().split(b"\n")
with open("formalities/" + CONTACT, "rb") as file:
    contact = file.read().split(b"\n")
STEPS_COPIED = ["driver/dl-copied.hdf:%d: Steps: driver/dl-contact-change.hdf has the same: a copied guide" % (contact.index(b"Steps {") + 1)]
IDNO = re.search(rb"\tapplicant_idno = (\S+)", b"\n".join(crime)).group(1)
FIRST_INNER = next(i for i, line in enumerate(crime, 1) if re.match(rb"\t\w+ \{$", line))
FORMER = "hukou/hukou-former-name.hdf"
with open("formalities/" + FORMER, "rb") as file:
    FORMER_LIMIT = file.read().split(b"\n").index(b"Limit {") + 1
FIRST = "exit-entry/passport-first.hdf"
with open("formalities/" + FIRST, "rb") as file:
    FIRST_LIMIT = file.read().split(b"\n").index(b"Limit {") + 1
MINOR = "exit-entry/passport-minor.hdf"
with open("formalities/" + MINOR, "rb") as file:
    minor = file.read().split(b"\n")
ADOPTION = "transfer/tr-adoption.hdf"
with open("formalities/" + ADOPTION, "rb") as file:
    adoption = file.read()
MINOR_IDNO = re.search(rb"\tchild_idno = (\S+)", b"\n".join(minor)).group(1)


def four_events(text):
    """Its own and three more of life.hdf's."""
    with open("formalities/life.hdf", encoding="utf-8") as shared:
        codes = [code.replace("_", "-") for code in re.findall(r"^\t(\w+) \{$", shared.read(), re.M)]
    codes.remove("certificate")
    return text.replace(b"\t0 = certificate\n", "".join("\t%d = %s\n" % each for each in enumerate(["certificate"] + codes[:3])).encode())


def with_question(text):
    """A transfer's question on the page of the agreement."""
    return text.replace(b"\t\t\t1 = question\n", b"", 1).replace(b"\t\t\t0 = forward_consent\n", b"\t\t\t0 = forward_consent\n\t\t\t1 = question\n", 1)


def of_area(area):
    """The example's number as it would be there."""
    digits = area + IDNO[6:17].decode()
    return (digits + "10X98765432"[sum(int(d) * (2 ** (17 - i) % 11) for i, d in enumerate(digits)) % 11]).encode()


SUMMARY = crime.index(b"Summary {") + 2
EVENT, RENEW, LOST = "security/event-permit.hdf", "driver/dl-renew.hdf", "exit-entry/passport-lost.hdf"
with open("formalities/" + EVENT, encoding="utf-8") as file:
    HOW_MANY = re.search(r"\tsize \{\n\t\tzh = (.*)", file.read()).group(1)
DEFER, LAST_CHOICE = "driver/dl-defer-renew.hdf", "\t\t\t\tes = Wenzhou\n\t\t\t\tVerdict = online\n"
SMALL = "\t\t\t\tes = De 1000 a 4999\n"
for what, code, old, new, says in (
        ("a choice in the words of another", EVENT, "zh = 1000 到 4999 人", "zh = 不到 1000 人", "Questions.size.Options.county.zh: the same text as small"),
        ("a question in the words of another", EVENT, "离活动还有多少天？", HOW_MANY, "Questions.when.zh: the same text as size"),
        ("a choice that asks an earlier question", DEFER, LAST_CHOICE, LAST_CHOICE.replace("Verdict = online", "Ask = expiry"),
         "Questions.issued.Options.wenzhou.Ask: not a later question: expiry"),
        ("one that asks its own", DEFER, LAST_CHOICE, LAST_CHOICE.replace("Verdict = online", "Ask = issued"),
         "Questions.issued.Options.wenzhou.Ask: not a later question: issued"),
        ("one of the last question with no such verdict", DEFER, LAST_CHOICE, LAST_CHOICE.replace("online", "onlien"),
         "Questions.issued.Options.wenzhou.Verdict: no such verdict: onlien"),
        ("an answer that means no day", MINOR, "\t\t\t\t\t\tAfter = -16y\n", "\t\t\t\t\t\tAfter = -16y\n\t\t\t\t\t\tBefore = -16y\n",
         "Means.child_idno: no answer can be that"),
        ("one that means a birthday to come", MINOR, "\t\t\t\t\t\tAfter = -16y\n", "\t\t\t\t\t\tAfter = 0d\n", "Means.child_idno: no answer can be that"),
        ("one that means a number which the field never has", EVENT, SMALL,
         SMALL + "\t\t\t\tMeans {\n\t\t\t\t\tattendance {\n\t\t\t\t\t\tMost = 9\n\t\t\t\t\t}\n\t\t\t\t}\n",
         "Questions.size.Options.county.Means.attendance: no answer can be that"),
        ("a fee in words and none in figures", RENEW, "Cny = 10\n", "Cny = 0\n", "Fee.zh: Cny is 0, and the text names a price"),
        ("a fee in figures and none in words", CRIME, "Cny = 0\n", "Cny = 20\n", "Fee.zh: Cny is 20, and the text does not say so"),
        ("another one in words", RENEW, "Cny = 10\n", "Cny = 15\n", "Fee.en: Cny is 15, and the text does not say so"),
        ("no fee, and nothing of that in words", CRIME, "\tzh = 免费", "\tzh = 看情况", "Fee.zh: Cny is 0, and the text does not say that it is free"),
        ("U+200B in a text", CRIME, "\nSummary {\n\tzh = ", "\nSummary {\n\tzh = \u200b", "an invisible character: U+200B"),
        ("U+2060 among search words", CRIME, "\nSearch {\n\tzh = ", "\nSearch {\n\tzh = \u2060", "an invisible character: U+2060"),
        ("a traditional character", LOST, "\nName {\n\tzh = 补发", "\nName {\n\tzh = 補发", "Name.zh: a traditional character: 補 is written 补"),
        ("one in what is signed", LOST, "声明人：", "聲明人：", "Statement.zh: a traditional character: 聲 is written 声"),
        ("somebody's number within a text", CRIME, "\nSummary {\n\tzh = ", "\nSummary {\n\tzh = 110101199003071234，",
         "Summary.zh: may be somebody's number: take one of the area 330399"),
        ("what is signed without its day", LOST, "签署：{Signed}", "签署", "Statement.zh: without {Signed}: nobody knows when"),
        ("a hole that the English lacks", LOST, "Signed: {Signed}", "Signed", "Statement.en: without {Signed}, which Statement.zh has"),
        ("one that the English alone has", LOST, "Signed: {Signed}", "Signed: {Signed} {Until}", "Statement.zh: without {Until}, which Statement.en has"),
        ("a verdict that names what there is not", RENEW, "Also = dl-defer-renew", "Also = dl-no-such", "Also: no such formality: dl-no-such"),
        ("who acts, without a number", MINOR, "（公民身份号码 {agent_idno}）", "", "Statement.zh: {agent_name} without {agent_idno}")):
    told = altered(code, put(old.encode(), new.encode()))
    ok(told[0] and any(re.match(re.escape(code) + r":\d+: ", line) and says in line for line in told[0]), "%s: %s" % (what, says), *told)
for what, told, want in (
        ("a code in two categories", altered(CONTACT, put(b"Category = driver", b"Category = vehicle"), "vehicle/dl-contact-change.hdf"),
         ["vehicle/dl-contact-change.hdf:1: Code: driver/dl-contact-change.hdf has it already"]),
        ("a code of 41 characters", altered(CONTACT, coded(LONG.encode()), "driver/%s.hdf" % LONG),
         ["driver/%s.hdf:1: Code: not lower-case letters, digits and single hyphens between them, 40 at most: %s" % (LONG, LONG)]),
        ("a file that was copied, and its code changed", altered(CONTACT, put(b"Code = dl-contact-change", b"Code = dl-copied"), "driver/dl-copied.hdf"),
         ["driver/dl-copied.hdf:%d: %s.zh: driver/dl-contact-change.hdf has the same: one was copied" % (contact.index(key + b" {") + 2, key.decode())
          for key in (b"Name", b"Title", b"Summary")] + STEPS_COPIED),
        ("and its names", altered(CONTACT, renamed(b"dl-copied"), "driver/dl-copied.hdf"),
         ["driver/dl-copied.hdf:%d: Summary.zh: driver/dl-contact-change.hdf has the same: one was copied" % (contact.index(b"Summary {") + 2)] + STEPS_COPIED),
        ("a brace lost at the end", altered(CRIME, lambda text: text.rstrip()[:-1]), [CRIME + ":%d: { is not closed" % (crime.index(b"Example {") + 1)]),
        ("a brace lost in the middle", altered(CRIME, lambda text: re.sub(rb"(\nSummary \{\n(?:\t.*\n)+)\}\n", rb"\1", text, count=1)),
         [CRIME + ":%d: { is not closed" % (crime.index(b"Summary {") + 1)]),
        ("one lost within a block of others", altered(CRIME, put(b"\n\t}\n", b"\n")),
         [CRIME + ":%d: { is not closed" % FIRST_INNER]),
        ("days that are an estimate and a rule's", altered(FORMER, put(b"\tLawUnsaid = 1\n", b"")),
         [FORMER + ":%d: Limit: the days are an estimate, and there is no LawUnsaid" % FORMER_LIMIT]),
        ("no rule's, and no estimate", altered(CRIME, put(b"\tPromise =", b"\tLawUnsaid = 1\n\tPromise =")),
         [CRIME + ":%d: Limit: LawUnsaid, and nothing says that the days are an estimate" % (crime.index(b"Limit {") + 1)]),
        ("usual days that are working days", altered(CRIME, put(b"\tPromise =", b"\tLawUsual = 1\n\tPromise =")),
         [CRIME + ":%d: Limit.LawUsual: of calendar days, with a remark" % (crime.index(b"Limit {") + 4)]),
        ("a wait for nobody", altered(CRIME, put(b"\tPromise =", b"\tTellsWait = 1\n\tPromise =")),
         [CRIME + ":%d: Limit.TellsWait: nobody is waited for" % (crime.index(b"Limit {") + 4)]),
        ("a summary that nobody translated", altered(CRIME, untranslated),
         [CRIME + ":%d: Summary.it: the same as the English text" % (crime.index(b"Summary {") + 4)]),
        ("one of 40", altered(CONTACT, coded(LONG[:-1].encode()), "driver/%s.hdf" % LONG[:-1]),
         None),
        ("one of upper case", altered(CONTACT, coded(b"DL-X"), "driver/DL-X.hdf"),
         ["driver/DL-X.hdf:1: Code: not lower-case letters, digits and single hyphens between them, 40 at most: DL-X"]),
        ("two hyphens", altered(CONTACT, coded(b"dl--x"), "driver/dl--x.hdf"),
         ["driver/dl--x.hdf:1: Code: not lower-case letters, digits and single hyphens between them, 40 at most: dl--x"]),
        ("four life events", altered(CRIME, four_events), [CRIME + ":%d: Life: more than 3" % (crime.index(b"Life {") + 1)]),
        ("an example's number of a real area", altered(CRIME, put(IDNO, of_area("330302"))),
         [CRIME + ":%d: Example.applicant_idno: may be somebody's number: take one of the area 330399, which nobody has"
          % (crime.index(b"\tapplicant_idno = " + IDNO) + 1)]),
        ("a mode that is not the first verdict's", altered(CONTACT, put(b"Kind = online", b"Kind = agent")),
         [CONTACT + ":%d: Verdicts.online.Kind: agent, and the Mode is online" % (contact.index(b"\t\tKind = online") + 1)]),
        ("a transfer that asks for the agreement together with the question", altered(ADOPTION, with_question),
         [ADOPTION + ":%d: Pages: the last does not ask for the agreement alone" % (adoption.split(b"\n").index(b"Pages {") + 1)]),
        ("somebody who may apply twice", altered(CRIME, put(b"\t\t0 = self\n", b"\t\t0 = self\n\t\t9 = self\n")),
         [CRIME + ":%d: Who.Codes.9: twice: self" % (crime.index(b"\t\t0 = self") + 2)]),
        ("an example that contradicts every way to its form", altered(MINOR, put(b"child_idno = " + MINOR_IDNO, b"child_idno = 330399196203051214")),
         [MINOR + ":%d: Example.child_idno: no way of answers to the form agrees with it (Means)" % (minor.index(b"\tchild_idno = " + MINOR_IDNO) + 1)]),
        ("ESC in a text", altered(CRIME, lambda text: b"\n".join(crime[:SUMMARY] + [crime[SUMMARY] + b"\x1b[31m"] + crime[SUMMARY + 1:])),
         [CRIME + ":%d: a control character" % (SUMMARY + 1)]),
        ("bytes that are not UTF-8", altered(CRIME, lambda text: b"\n".join(crime[:SUMMARY] + [crime[SUMMARY] + b"\xff"] + crime[SUMMARY + 1:])),
         [CRIME + ":%d: not UTF-8" % (SUMMARY + 1)]),
        ("a NUL", altered(CRIME, lambda text: b"\n".join(crime[:SUMMARY] + [crime[SUMMARY] + b"\0"] + crime[SUMMARY + 1:])),
         [CRIME + ":%d: a NUL byte" % (SUMMARY + 1)]),
        ("the line endings of Windows", altered(CRIME, lambda text: text.replace(b"\n", b"\r\n")),
         [CRIME + ":1: ends with CR LF, as on Windows: end all lines with LF alone"]),
        ("the same in a shared file", altered("fields.hdf", lambda text: text.replace(b"\n", b"\r\n")),
         ["fields.hdf:1: ends with CR LF, as on Windows: end all lines with LF alone"])):
    ok(told[0] == want, "%s: %s" % (what, want[0].split(": ", 1)[1] if want else "nothing wrong"), *told)
for code, old, new, says in (
        ("exit-entry/nationality-restore.hdf", b"Promise = 115", b"Promise = 124", r"Limit\.Promise: 124 working days .* too often"),
        ("exit-entry/passport-minor.hdf", b"Counter {", b"Begin {", r"Delivery: counter, and nobody has to come"),
        ("exit-entry/passport-renew.hdf", b"Legal {", b"Presence {\n zh = a\n en = b\n it = c\n es = d\n}\nLegal {",
         r"Presence: not for the mode counter")):
    told = altered(code, put(old, new))
    ok(told[0] and len(told[0]) == 1 and re.search(says, told[0][0]), says, *told)
# no mistake, which would stop a reload of files that were right before
for code, line, old, new, says in (
        (CRIME, crime.index(b"Limit {") + 1, b"\tPromise =", b"\tTellsStart = 1\n\tPromise =", "TellsStart, and the remark does not say from when"),
        (FIRST, FIRST_LIMIT, b"\tTellsStart = 1\n", b"", "the remark says from when the days count, and there is no TellsStart")):
    told = altered(code, put(old, new))
    ok(told[0] is None and "%s:%d: warning: Limit: %s" % (code, line, says) in told[1], "warned of: " + says, *told)
for name in ("x.HDF", "x.txt", "cert-no-crime.hdf~"):
    told = altered(CRIME, lambda text: text, "certificate/" + name)
    ok(told[0] is None and "certificate/%s:1: warning: nobody reads it" % name in told[1], "%s is warned of" % name, *told)
# a block where a value belongs and the reverse, nothing where something does, one thing twice: told once, at its line
MISPLACED = (
    ("driver/dl-renew", r"\t\tAlso = (dl-defer-renew)\n", "\t\tAlso {\n\t\t\t0 = \\1\n\t\t}\n", "Verdicts.ask.Also: a block where a value belongs: Also = …"),
    ("driver/dl-electronic", r"\t\tAlso = .*\n", "\t\tAlso =\n", "Also: missing"),
    ("driver/dl-cancel", r"\t\t\t\tAsk = register\n", "\t\t\t\tAsk {\n\t\t\t\t\tregister = 1\n\t\t\t\t}\n", "Ask: a block where a value belongs: Ask = …"),
    ("driver/dl-contact-change", r"\t\tAnswers \{\n.*\n\t\t\}\n", "\t\tAnswers = what\n", "Answers: a value where a block belongs: Answers { … }"),
    ("exit-entry/passport-minor", r"(?s)\t{4}Means \{\n.*?\n\t{4}\}\n", "\t\t\t\tMeans = child_idno\n", "Means: a value where a block belongs: Means { … }"),
    ("certificate/cert-hukou-archive", r"(?s)\t{4}Set \{\n.*?\n\t{4}\}\n", "\t\t\t\tSet =\n", "Set: a value where a block belongs: Set { … }"),
    ("certificate/cert-no-crime", r"(?s)\nRelated \{\n.*?\n\}\n", "\nRelated = cert-kinship\n", "Related: a value where a block belongs: Related { … }"),
    ("certificate/cert-kinship", r"\nLegal \{\n", "\nPaused = 维护\nLegal {\n", "Paused: a value where a block belongs: Paused { … }"),
    ("certificate/cert-same-person", r"\nLegal \{\n", "\nPaused { zh = 维护 }\nLegal {\n", "{ has to end its line"),
    ("certificate/cert-item-change", r"(\t\tWhere = online\n)", "\\1\t\tFormality {\n\t\t\t0 = consult\n\t\t}\n", "Formality: a block where a value belongs: Formality = …"),
    ("identity/id-renew", r"\n\t(\w+) \{\n\t\}\n|\nMaterials \{\n", "\\g<0>\tid_card = 1\n", "Materials.id_card: a value where a block belongs: id_card { … }"),
)
with tempfile.TemporaryDirectory() as folder:
    shutil.copytree("formalities", folder + "/formalities")
    want = []
    for code, old, new, says in MISPLACED:
        name = "%s/formalities/%s.hdf" % (folder, code)
        with open(name, encoding="utf-8") as file:
            before = file.read()
        after = re.sub(old, new, before, count=1)
        with open(name, "w", encoding="utf-8") as file:
            file.write(after)
        line = next(i for i, (a, b) in enumerate(zip(before.split("\n"), after.split("\n")), 1) if a != b)
        want.append((name, line, says))
    status, got, complaint = lint(folder + "/formalities")
    for name, line, says in want:
        mine = [each for each in got if each.startswith(name + ":")]
        ok(len(mine) == 1 and mine[0].startswith("%s:%d: " % (name, line)) and mine[0].endswith(says),
           "%s: %s" % (os.path.basename(name), says), [line] + mine)
    ok(status != 0 and len(got) == len(want), "and nothing that would follow from them", got)
check(WRONG + "/shared", ".hdf", 20)
check(WRONG + "/formalities", ".hdf", 80)
check(WRONG + "/formalities", ("/asks.hdf", "/asks.hdf.draft"), 10, "asks")
for folder, code, says in ((WRONG + "/formalities", "right", ""), ("formalities", "cert-no-crime", ""),
                           (WRONG + "/shared", "right", "shared files are wrong"),
                           ("formalities", "cert-crime", "no file of cert-crime")):
    status, got, complaint = lint(folder, code)
    ok((status == 0) == (not says) and says in complaint and len(got) == (not says),
       "%s alone, in %s: %s" % (code, folder, says or "nothing wrong"), got + [complaint])

# of two that are alike the newer file was copied, whichever name comes first, and whichever of them is asked for
with tempfile.TemporaryDirectory() as folder:
    shutil.copytree("formalities", folder + "/formalities")
    with open("%s/formalities/driver/dl-a-copy.hdf" % folder, "wb") as file:
        file.write(renamed(b"dl-a-copy")(b"\n".join(contact)))
    for code in ("dl-a-copy", "dl-contact-change", None):
        status, got, complaint = lint(folder + "/formalities", *([code] if code else []))
        ok(status != 0 and len(got) == 2 and all("/dl-a-copy.hdf:" in line and "/dl-contact-change.hdf has the same" in line for line in got),
           "a copy before the one it was copied from is blamed (lint %s)" % (code or ""), got + [complaint])
    status, got, complaint = lint(folder + "/formalities", "dl-renew")
    ok(status == 0, "and no third one", got + [complaint])
often, _ = altered("exit-entry/visa-extend.hdf", lambda text: text + b"Note = x\n" * 300)
ok(often and len(often) == 300 and sum("given twice" in line for line in often) == 299, "what is given 300 times is told once a line", len(often or []))
deep, _ = altered("exit-entry/visa-extend.hdf", lambda text: text + b"a {\n" * 400)
ok(deep and [line for line in deep if line.endswith(": too deep")] == deep, "what is too deep is told once, and nothing that follows", (deep or [])[:5])
bom, _ = altered("exit-entry/visa-extend.hdf", lambda text: b"\xef\xbb\xbf" + text)
ok(bom == ["exit-entry/visa-extend.hdf:1: begins with a BOM: save it without"], "a BOM is called so", bom)
done()
