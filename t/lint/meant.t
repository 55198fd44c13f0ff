#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A question about an age or a plate, where the form asks for a birthday, an identity number or a plate, says what
its choices mean for that field (Means), or t/fixture/unmeant.tsv says why not. What was chosen before a department's
form is not passed on: where several choices lead to it, its question says so. Whoever agrees that a matter is passed
on agrees to the department that gets it. And who is none of the usual cases is led on, to what the sentence names,
and is not asked there what was just said.
A child's passport has its formality whatever is true of parents or register: who it is for is asked before all else.
A choice of "work, study and the like" is as open in every language."""
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

with open(ROOT + "/cgi/service/department.def", encoding="utf-8") as file:
    called = dict(re.findall(r'DEPARTMENT\("([a-z0-9-]+)",\s*"([^"]+)"', file.read()))
OTHERWISE = {"hotline": "12345 政务服务热线", "other-police": "外地公安机关"}
agreed = {code: f["Field"]["forward_consent"]["Label"]["zh"] for code, f in FORMALITIES.items() if f["Mode"] == "transfer"}
strange = [(code, label) for code, label in sorted(agreed.items()) if OTHERWISE.get(FORMALITIES[code]["Department"],
                                                                               called[FORMALITIES[code]["Department"]]) not in label]
ok(len(agreed) > 30, "what people agree to is found", len(agreed))
ok(not strange, "they agree to the department that gets it, by the name that stands above", *strange)

LED = (("passport-settled-abroad", "settled", "struck", "better", ["hukou-restore-cancelled", "passport-renew", "passport-lost"]),
       ("passport-settled-abroad", "settled", "unregistered", "better", ["consult", "hukou-birth-home", "hukou-birth-abroad"]),
       ("passport-settled-abroad", "nationality", "foreign", "no", ["hukou-cancel-naturalised"]),
       ("hukou-move-local", "now", "struck", "better", ["hukou-restore-cancelled"]),
       ("veh-scrap", "owner", "card", "better", ["id-renew", "id-replace-lost", "consult"]),
       ("veh-regcert-replace", "owner", "died", "better", ["consult", "veh-transfer"]),
       ("hukou-ethnic", "register", "never", "better", ["hukou-birth-abroad", "hukou-birth-home", "consult"]),
       ("passport-minor", "register", "no", "better", ["hukou-birth-abroad", "hukou-birth-home", "consult"]),
       ("passport-minor", "parents", "cannot", "better", ["consult"]),
       ("passport-first", "hukou", "struck", "better", ["hukou-restore-cancelled"]),
       ("passport-first", "hukou", "unregistered", "better", ["consult", "hukou-birth-home", "hukou-birth-abroad"]),
       ("passport-renew", "hukou", "struck", "better", ["hukou-restore-cancelled"]),
       ("passport-renew", "whose", "childstay", "better", ["consult"]),
       ("passport-lost", "hukou", "unregistered", "better", ["consult", "hukou-birth-home", "hukou-birth-abroad"]),
       ("hkmo-permit", "nationality", "struck", "better", ["hukou-restore-cancelled"]),
       ("tw-permit", "who", "unregistered", "better", ["consult", "hukou-birth-home", "hukou-birth-abroad"]),
       ("border-pass", "register", "struck", "better", ["hukou-restore-cancelled"]),
       ("hukou-name-minor", "register", "cancelled", "better", ["hukou-restore-cancelled", "hukou-restore-return", "consult"]),
       ("id-minor", "register", "cancelled", "better", ["hukou-restore-cancelled", "hukou-restore-return", "consult"]),
       ("hukou-ethnic", "register", "cancelled", "better", ["hukou-restore-cancelled", "hukou-restore-return", "consult"]),
       ("hukou-move-local", "where", "rented", "better", ["consult"]),
       ("hukou-restore-return", "settled", "still", "no", ["hukou-book-reissue", "id-replace-lost", "id-renew"]),
       ("residence-family", "who", "none", "better", ["consult", "visa-extend"]),
       ("tr-return-settlement", "register", "still", "no", ["hukou-book-reissue", "id-replace-lost", "id-renew"]),
       ("nationality-renounce", "where", "abroad", "elsewhere", ["consult"]),
       ("report-fraud", "place", "account", "online", []),
       ("report-fraud", "place", "elsewhere", "elsewhere", ["tr-other-police"]),
       ("veh-mortgage", "owner", "card", "better", ["id-renew", "id-replace-lost", "consult"]),
       ("veh-mortgage-release", "owner", "card", "better", ["id-renew", "id-replace-lost", "consult"]),
       ("veh-move", "owner", "card", "better", ["id-renew", "id-replace-lost", "consult"]),
       ("veh-transfer", "document", "card", "better", ["id-renew", "id-replace-lost", "consult"]),
       ("veh-mortgage", "owner", "company", "better", ["consult"]),
       ("veh-mortgage", "owner", "died", "better", ["veh-transfer"]),
       ("veh-mortgage-release", "owner", "died", "better", ["consult"]),
       ("veh-move", "owner", "died", "better", ["veh-transfer"]),
       ("veh-licence-replace", "owner", "card", "better", ["id-renew", "id-replace-lost", "consult"]),
       ("veh-regcert-replace", "owner", "card", "better", ["id-renew", "id-replace-lost", "consult"]),
       ("dl-renew", "hukou", "card", "better", ["id-renew", "id-replace-lost", "dl-defer-renew"]),
       ("veh-licence-replace", "owner", "relative", "no", []),
       ("veh-licence-replace", "owner", "company", "better", ["consult"]),
       ("veh-scrap", "owner", "company", "better", ["consult"]),
       ("veh-dereg-other", "owner", "company", "better", ["consult"]),
       ("seal-reissue", "what", "replace", "better", ["seal-filing"]),
       ("website-filing", "place", "unregistered", "better", ["consult"]))
for code, question, choice, kind, ways in LED:
    verdict = FORMALITIES[code]["Verdicts"].get(FORMALITIES[code]["Questions"][question]["Options"].get(choice, {}).get("Verdict"), {})
    led = (verdict.get("Kind"), verdict.get("Formality", "").split() + verdict.get("Also", "").split())
    ok(led == (kind, ways), "%s: %s=%s leads on to what its sentence names" % (code, question, choice), led)
KNOWN = (("hukou-restore-cancelled", lambda name, said: name == "struck", {"settled": "no", "why": "abroad"}),
         ("veh-transfer", lambda name, said: said.get("why") == "heir", {"document": "yes"}))
for target, is_known, known in KNOWN:
    sent = [(code, name, verdict.get("Answers", {})) for code, f in sorted(FORMALITIES.items())
            for name, verdict in f.get("Verdicts", {}).items()
            if verdict.get("Formality") == target and is_known(name, verdict.get("Answers", {}))]
    ok(len(sent) > 2, "verdicts that know what %s asks are found" % target, sent)
    silent = [(code, name) for code, name, said in sent if not known.items() <= said.items()]
    ok(not silent, "what they know is not asked there again", *silent)
MINOR = "passport-minor"
leading = {code: [name for name, question in f["Questions"].items() for choice in question["Options"].values()
                  if f["Verdicts"].get(choice.get("Verdict"), {}).get("Formality") == MINOR]
           for code, f in sorted(FORMALITIES.items()) if MINOR in (v.get("Formality") for v in f.get("Verdicts", {}).values())}
late = [code for code, names in leading.items() if names != [next(iter(FORMALITIES[code]["Questions"]))]]
ok(len(leading) > 3, "files that lead a child to its passport are found", leading)
ok(not late, "they do it by their first question", *late)

LIST, OPEN = re.compile(r"、.*等|等别的"), {
    "zh": r"等", "en": r"\b(an)?other\b|\belse\b|the like|and so on|…", "it": r"\baltr[oaie]\b|simili|ecc\.",
    "es": r"\botr[oa]s?\b|similar|etc\."}
lists = [(code, name, choice) for code, f in sorted(FORMALITIES.items()) for name, q in f.get("Questions", {}).items()
         for choice in q["Options"].values() if LIST.search(choice["zh"])]
closed = [(code, name, choice[lang]) for code, name, choice in lists for lang in OPEN
          if not re.search(OPEN[lang], choice.get(lang, ""), re.I)]
ok(len(lists) > 5, "choices that name some of more are found", len(lists))
ok(not closed, "and do so in each language", *closed)
done()
