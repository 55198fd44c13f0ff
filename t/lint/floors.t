#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The house's laws that a reader of the sources can check: floors, wrappers, sizes, names."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lint import done, ok

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


# Which folders a folder may include from: its own floor and those below.
BELOW = {
    "base": {"base"},
    "store": {"store", "base"},
    "web": {"web", "store", "base"},
    "service": {"service", "store", "base"},
    "portal": {"portal", "service", "web", "store", "base"},
    "desk": {"desk", "service", "web", "store", "base"},
    "exchange": {"exchange", "service", "web", "store", "base"},
    "courier": {"courier", "service", "web", "store", "base"},
    "admin": {"admin", "service", "store", "base"},
    "verify": {"verify", "service", "store", "base"},
    "media": {"media", "store", "base"},
    "print": {"print", "service", "store", "base"},
}

# A foreign library's header, and the one file that wraps it, or the files of SEVERAL.
WRAPPED = {
    "talloc.h": {"base/memory.c"},
    "util/neo_hdf.h": {"base/tree.c", "base/tree_hdf.h"},
    "util/neo_str.h": {"base/tree.c"},
    "ClearSilver.h": {"web/view.c", "web/view_find.c", "web/view_house.c", "web/view_part.h", "web/view_quick.c"},
    "mysql.h": {"store/db_part.h"},
    "errmsg.h": {"store/db.c", "store/db_statement.c"},
    "mysqld_error.h": {"store/db.c"},
    "sodium.h": {"store/seal_part.h"},
    "seccomp.h": {"store/sandbox.c"},
    "linux/landlock.h": {"store/landlock.c"},
    "fcgiapp.h": {"web/fcgi.c"},
    "libdeflate.h": {"web/reply.c"},
    "liboath/oath.h": {"service/totp.c"},
    "vips/vips.h": {"media/picture.c"},
    "magic.h": {"media/kind.c"},
    "qpdf/qpdf-c.h": {"media/document.c", "media/join.c"},
    "curl/curl.h": {"courier/post.c"},
    "jansson.h": {"admin/demo.c", "verify/published.c"},
    "cairo-pdf.h": {"print/page_part.h"},
    "fontconfig/fontconfig.h": {"print/font.c"},
    "pango/pangocairo.h": {"print/page_part.h"},
    "pango/pangofc-fontmap.h": {"print/page.c"},
    "qrencode.h": {"store/square.c"},
    "openssl/cms.h": {"print/sign.c"},
    "openssl/err.h": {"print/sign.c"},
    "openssl/pem.h": {"print/sign.c"},
}
# Wrapped by more than one file, and why.
SEVERAL = {
    "util/neo_hdf.h": "the tree, and what it lends to the view alone",
    "ClearSilver.h": "the view: it parses, keeps and evaluates templates, each in a file of its own",
    "errmsg.h": "a connection and its statements, whose errors they both meet",
    "qpdf/qpdf-c.h": "a PDF that comes is looked at, and a paper is joined with its file",
    "jansson.h": "written by one program, read by another",
}
# Of the C library and the kernel.
SYSTEM = re.compile(r"^(sys/|linux/|arpa/|netinet/|asm/)?[a-z_0-9]+\.h$")

sources = sorted(
    os.path.join(folder, name)
    for folder, _, names in os.walk("cgi")
    for name in names
    if name.endswith((".c", ".h", ".def"))
)
upward, strangers, long_files, long_functions, wide, banned, badly_named = [], [], [], [], [], [], []
for path in sources:
    floor, name = path.split("/")[1], "/".join(path.split("/")[1:])
    lines = open(path, encoding="utf-8").read().split("\n")
    start = None
    for number, line in enumerate(lines, 1):
        where = f"{path}:{number}"
        quoted = re.match(r'#\s*include "([^"]+)"', line)
        angled = re.match(r"#\s*include <([^>]+)>", line)
        if quoted and quoted[1].split("/")[0] not in BELOW[floor]:
            upward.append(f"{where} includes {quoted[1]}")
        if angled:
            header = angled[1]
            if header in WRAPPED:
                if name not in WRAPPED[header]:
                    strangers.append(f"{where} includes {header}")
            elif not SYSTEM.match(header):
                strangers.append(f"{where} includes {header}, which no file is said to wrap")
        if len(line.expandtabs(8)) > 110 and not path.endswith(".def"):
            wide.append(where)
        if re.search(r"\b(strcat|sprintf|strcpy|gets|strtok|atoi|atol|rand|system|popen)\s*\(", line) \
                and "banned: " not in line:
            banned.append(f"{where}: {line.strip()}")
        if line == "{":
            start = number
        if line == "}" and start:
            if number - start > 60:
                long_functions.append(f"{path}:{start} has {number - start} lines")
            start = None
    if len(lines) > 401:        # with what follows the last line's end
        long_files.append(f"{path} has {len(lines) - 1} lines")
    if re.search(r"(^|[/_])(util|utils|common|misc|helper|helpers|manager)(_|\.|$)", name):
        badly_named.append(path)

ok(len(sources) > 80, f"{len(sources)} sources were read")
ok(not upward, "includes go down only", upward)
ok(not strangers, "each foreign library is included by the one file that wraps it, or the few that are said to", strangers)
unsaid = sorted(set(SEVERAL) ^ {header for header, files in WRAPPED.items() if len(files) > 1})
ok(not unsaid, "of whatever several files wrap it is said why", unsaid)
gone = [f"{name} includes {header}" for header, files in WRAPPED.items() for name in sorted(files)
        if f"#include <{header}>" not in open(f"cgi/{name}", encoding="utf-8").read()]
ok(not gone, "and each of them still does", gone)
ok(not long_files, "no file holds two subjects (400 lines)", long_files)
ok(not long_functions, "functions fit a screen (60 lines)", long_functions)
ok(not wide, "lines fit 110 columns", wide)
ok(not banned, "no function that a better one replaces", banned)
ok(not badly_named, "rooms are named by the noun they own", badly_named)

licence = [p for p in sources if "SPDX-License-Identifier: AGPL-3.0-or-later" not in open(p).readline()]
ok(not licence, "each file names its licence in the first line", licence)

# Two of one number: the store would take one of them and never the other.
numbers = [name.split("-")[0] for name in os.listdir("schema") if re.match(r"\d", name)]
twice = sorted({number for number in numbers if numbers.count(number) > 1})
ok(not twice, "each migration has a number of its own", twice)

alone = []
for folder, folders, names in os.walk("."):
    folders[:] = [f for f in folders if f not in (".git", "node_modules", "build", "build-sanitize", "var",
                                                  "_build", "_inst", "autom4te.cache", "corpus", "fixture")]
    for name in names:
        path = os.path.join(folder, name)
        if name in (".git", "Makefile.in", "configure", "aclocal.m4", "package-lock.json") or path == "./t/lint/floors.t":
            continue
        try:
            text = open(path, encoding="utf-8").read()
        except (UnicodeDecodeError, OSError):
            continue
        if re.search(r"\.\./shared\b|/work/", text):
            alone.append(path)
ok(not alone, "the repository stands alone", alone)
done()
