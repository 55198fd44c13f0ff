# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one proposes and another one answers."""
from qiao import once


def answer(browser, path, word):
    """With the button that the page has, or with a forged form where it has none."""
    page = browser.get(path).page
    for form in page.forms:
        if any(n['name'] == 'answer' and n['value'] == word for n in form.inputs):
            return browser.submit(form, button=('answer', word))
    return browser.post(path, [('token', browser.token('/desk/sign-out')), ('once', once()), ('answer', word)])


def told(reply):
    """What a refused form says."""
    return reply.status, [text for _, text in reply.page.summary]
