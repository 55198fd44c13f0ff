#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A question about an age or a plate, where the form asks for a birthday, an identity number or a plate, says what
its choices mean for that field (Means), or t/fixture/unmeant.tsv says why not. What was chosen before a department's
form is not passed on: where several choices lead to it, its question says so."""
import os
import re
import sys

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)) + '/../' + d for d in ('web', 'lint')]
os.environ.setdefault('QIAO_DATA', '/nonexistent')
from lint import done, ok                   # noqa
from journey import FIELDS, FORMALITIES, ROOT   # noqa

ABOUT = (("age", r"满? ?\d+ 岁", lambda code, kind: kind == "idno" or code in ("child_birth", "person_birth")),
         ("plate", r"“浙C”", lambda code, kind: kind == "plate"))
OTHERS = re.compile(r"^(agent|host|deceased|relative|buyer|tenant|recorded|former|person)_")     # nobody the question is about

with open(ROOT + "/t/fixture/unmeant.tsv", encoding="utf-8") as file:
    why = {tuple(line.split("\t")[:2]): line.split("\t")[2].strip() for line in file if not line.startswith("#")}
silent, count = [], 0
for code, f in sorted(FORMALITIES.items()):
    asked = [field for page in f["Pages"].values() for field in page["Fields"].values()]
    for name, question in f.get("Questions", {}).items():
        text = question["zh"] + "".join(choice["zh"] for choice in question["Options"].values())
        meant = {field for choice in question["Options"].values() for field in choice.get("Means", {})}
        for what, words, is_about in ABOUT:
            fields = [x for x in asked if is_about(x, FIELDS[x]["Type"]) and not OTHERS.match(x)]
            if re.search(words, text) and fields:
                count += 1
                if not meant & set(fields):
                    silent.append((code, name))
ok(count > 25, "questions about an age or a plate are found", count)
ok(sorted(set(silent)) == sorted(why), "each says what it means for the form, or t/fixture/unmeant.tsv why not",
   *sorted(set(silent) ^ set(why)))

UNPASSED = {"zh": "前面选的不会一起转过去", "en": "What you chose before is not passed on", "it": "Ciò che ha scelto prima non si trasmette",
            "es": "Lo que eligió antes no se traslada"}
LEADS = ("online", "agent", "video", "counter")
forked, unsaid = [], []
for code, f in sorted(FORMALITIES.items()):
    verdicts = f.get("Verdicts", {})
    for question in f.get("Questions", {}).values() if f["Mode"] == "transfer" else ():
        ends = [choice.get("Verdict", next(iter(verdicts))) for choice in question["Options"].values()]
        if sum(verdicts[end]["Kind"] in LEADS for end in ends) > 1 and code not in forked:
            forked.append(code)
            hint = f["Field"]["question"].get("Hint", {})
            unsaid += [(code, lang) for lang, words in UNPASSED.items() if words not in hint.get(lang, "")]
ok(len(forked) > 3, "several ways to a department's form are found", forked)
ok(not unsaid, "each says that what was chosen before is not passed on", *unsaid)
done()
