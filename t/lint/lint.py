# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the lints share: TAP, and how they end."""
import sys

MOST_NOTES = 60
count = failed = 0


def lines_of(note):
    return [note] if isinstance(note, str) or not hasattr(note, '__iter__') else note


def ok(is_right, text, *notes):
    """Notes are texts, or lists of texts; they are shown of what is wrong."""
    global count, failed
    count += 1
    failed += not is_right
    print('ok' if is_right else 'not ok', count, '-', text)
    shown = [] if is_right else [line for note in notes for line in lines_of(note)]
    for line in shown[:MOST_NOTES]:
        print('#', line)


def done():
    print('1..%d' % count)
    sys.exit(failed > 0)
