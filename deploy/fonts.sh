#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# fonts.sh FOLDER: the fonts of the papers. Of Debian's Noto Sans CJK (20 MB) the characters of
# GB 2312, Latin and punctuation, without subroutines, which Cairo would copy into every PDF: a
# paper is a quarter as large and made four times as fast. Rarer characters come from the whole fonts.
set -eu
from=/usr/share/fonts/opentype/noto
mkdir -p "$1"
python3 - >"$1/characters.txt" <<'END'
found = set(range(0x20, 0x7f)) | set(range(0xa0, 0x180)) | set(map(ord, '–—‘’“”•…′″€№'))
for row in range(0xa1, 0xf8):
    for cell in range(0xa1, 0xff):
        try:
            found.add(ord(bytes([row, cell]).decode('gb2312')))
        except UnicodeDecodeError:
            pass
print('\n'.join('%X' % c for c in sorted(found)))
END
for weight in Regular Bold; do
	# face 2 of the collection is SC, the shapes of the mainland
	hb-subset "$from/NotoSansCJK-$weight.ttc" --face-index=2 --desubroutinize \
		--layout-features='*' --unicodes-file="$1/characters.txt" --output-file="$1/$weight.otf.new"
	mv "$1/$weight.otf.new" "$1/$weight.otf"
done
