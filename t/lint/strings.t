#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people read stands in templates/lang, not in C: no string of a program that serves them has letters beyond
ASCII, or words in a row, but where this says why. An operator reads cgi/admin and cgi/verify in English."""
import glob
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

# Whose strings nobody is shown: what is passed to them is for the log, for whoever writes the catalogue, for the
# database, or what another library says.
UNSEEN = {"fail", "fail_code", "log_error", "log_warning", "log_info", "log_line", "_Static_assert", "fprintf",
          "sheet_wrong", "sheet_misplaced", "nerr_raise", "strstr", "read_pem", "STATEMENT"}
SQL = re.compile(r"\b(SELECT|FROM|JOIN|WHERE|AND|ORDER BY|EXISTS|COUNT|SET SESSION|NOT IN)\b")
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
# A page's value is a word for its template ("kept"), so it has no capital.
VALUE = re.compile(r'\btree_set\([^;]*?, "[\w.]+",\s+"([A-Z][^"]*)"\);')

# Letters that are read, compared or drawn, and words that are a language's own.
LETTERS = {
    "desk/naming.c": "you and your, looked for in a guide that an officer reads",
    "desk/show.c": "a day as Chinese writes it",
    "portal/demo_styles.c": "what somebody typed, on the page of all components",
    "print/main.c": "one paper that is drawn to see whether the fonts are there",
    "service/announcement.c": "what days are called in the notice that is read",
    "service/field_date.c": "days as each language writes them",
    "service/field_name.c": "the radicals of characters",
    "service/field_number.c": "the characters of plates",
    "service/field_place.c": "cities without counties",
    "service/field_text.c": "yes and no, in each language",
    "service/search_abroad.c": "what somebody typed, looked for",
    "service/search_dead.c": "what somebody typed, looked for",
    "service/search_theme.c": "what somebody typed, looked for",
}
SENTENCES = {
    "courier/main.c": "how it is called",
    "print/main.c": "how it is called",
    "desk/naming.c": "what stands for you and your where an officer reads",
    "service/announcement.c": "what an operator reads; the desk has the same in its languages",
    "service/field_date.c": "Wenzhou's time, in each language",
    "service/needs.c": "for whoever writes the catalogue",
    "service/sheet_text.c": "for whoever writes the catalogue",
    "service/search_abroad.c": "what somebody typed, looked for",
    "web/fcgi.c": "a line of the log",
    "web/view_house.c": "a command of the templates",
    "web/view_tongue.c": "a tag of the templates",
}

TOKEN = re.compile(r"""/\*.*?\*/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\w+|\n|[^\s\w]""", re.S)


def strings_of(code):
    """(line, text, the calls around it) of each string; those that stand beside each other are one."""
    code = re.sub(r"^[ \t]*#[ \t]*include.*$", "", code, flags=re.M)
    calls, last, line, found = [], "", 1, None
    for token in TOKEN.findall(code):
        line += token.count("\n")
        if token == "\n" or token.startswith("/*"):
            continue
        if token.startswith('"'):
            found = found or [line, "", list(calls)]
            found[1] += token[1:-1]
            continue
        if found and not token.startswith("PRI"):
            yield found
            found = None
        if token == "(":
            calls.append(last)
        elif token == ")":
            calls[-1:] = []
        elif token == ";":
            calls.clear()
        last = token


def is_foreign(text):
    """Letters, not "·" or a blank that does not break; also in bytes and by their numbers."""
    return any(c > "\x7f" and c.isalpha() for c in text) or re.search(r"(?<!\\)\\(x(c3|e[3-9])|u(?!00[0-9ab]))", text, re.I)


def is_sentence(text, calls):
    return SENTENCE.search(text) and not SQL.search(text) and not UNSEEN & set(calls)


letters, sentences, values, count = {}, {}, [], 0
for path in sorted(glob.glob("cgi/**/*.[ch]", recursive=True)):
    name = path.removeprefix("cgi/")
    if name.startswith(("admin/", "verify/")):
        continue
    with open(path, encoding="utf-8") as file:
        code = file.read()
    values += [f"{path}: {value}" for value in VALUE.findall(code)]
    for line, text, calls in strings_of(code):
        count += 1
        if is_foreign(text):
            letters.setdefault(name, []).append(f"{path}:{line}: {text}")
        if is_sentence(text, calls):
            sentences.setdefault(name, []).append(f"{path}:{line}: {text}")
ok(count > 10000, f"{count} strings are read")
for found, why, what in ((letters, LETTERS, "letters of people's languages"), (sentences, SENTENCES, "sentences")):
    ok(not (bad := [line for name in sorted(set(found) - set(why)) for line in found[name]]),
       f"no string has {what}, but in the files of this test", bad)
    ok(not (bad := sorted(set(why) - set(found))), "and each of them still has", bad)
ok(not values, "no value of a page is a word for people", values)

PLANTED = """
/* "a comment is no string" */
tree_set(q->page, "Text", "You have " "no matters yet");
invalid_text(q, "phone", pool_format(q->pool, "Write it with %s", "+39"));
tree_set(q->page, "Text", "\\u4f60\\u597d");
tree_set(q->page, "Name", "申请");
tree_set(tree_append(q->page, "Rows"), "Name", "Welcome");
return fail(ERROR_INVALID, "no such paper here");
STATEMENT(x, "i", "", "SELECT id FROM unit u WHERE u.id = ?")
log_info("event=notice the mail is out");
"""
found = [(line, text) for line, text, calls in strings_of(PLANTED) if is_foreign(text) or is_sentence(text, calls)]
ok([line for line, _ in found] == [3, 4, 5, 6] and found[0][1] == "You have no matters yet",
   "what is planted is found, and nothing else", [str(found)])
ok(VALUE.findall(PLANTED) == ["Welcome"], "and a word that is a page's value")

done()
