"""The editorial desk, walked from end to end in a real browser.

Staff use the screens and the words that they see; after each step it is looked at what an
anonymous reader gets.
"""

import re
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from .walking import SERIES, at_desk, seen_by_public

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.long]

TITLE = "Comprehensive Action Plan (CAP) for Afghanistan and Neighbouring Countries"
PUBLIC = {
    "en": "/en/programmes/cap/",
    "fa": "/fa/programmes/cap/",
    "series en": f"/en/returns/series/{SERIES}/",
    "series fa": f"/fa/returns/series/{SERIES}/",
    "csv": f"/en/returns/series/{SERIES}.csv",
}
FIRST = {"English": "A first example wording.", "فارسی": "نگارش نخست نمونه."}
MENDED = {"English": "An example wording with a mistake.", "فارسی": "نگارش نمونه با اشتباه."}
CORRECTED = {"English": "A corrected example wording.", "فارسی": "نگارش نمونه‌ی درست‌شده."}
COMMENT = "Please mend this example wording."
REASON = "Withdrawn as an example."
WAS_WRONG = "An example count was wrong."


class Staff:
    """A member of staff with a window; `page` is what it shows."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page

    def home(self):
        self.visitor.visit("/admin/")
        return self

    def task(self, heading="Waits for you"):
        """Opens the plan from a list of tasks on the home page."""
        tasks = self.home().page.get_by_role("region", name=heading)
        tasks.get_by_role("link", name=TITLE).click()
        return self

    def programme(self):
        """Opens the plan from the list of programmes."""
        self.home().page.get_by_role("link", name="Programmes", exact=True).last.click()
        self.page.locator("#result_list").get_by_role("link", name=TITLE).first.click()
        return self

    def press(self, name: str, said: str):
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.locator(".messagelist").get_by_text(said).wait_for()
        return self

    def follow(self, name: str):
        self.page.get_by_role("link", name=name, exact=True).last.click()
        return self

    def fill(self, label, value: str):
        self.page.get_by_label(label).fill(value)
        return self

    def choose(self, label: str, text: str):
        """The last choice of a list that has this text: of releases the newest."""
        choices = self.page.get_by_label(label, exact=False)
        option = choices.locator("option").filter(has_text=text).last
        choices.select_option(option.get_attribute("value"))
        return self

    def write(self, wording: dict[str, str]):
        for language, text in wording.items():
            self.fill(re.compile(f"^Summary.*{language}"), text)
        return self.press("Save the draft", "was changed successfully")

    def draft(self):
        return self.press("Edit: make a draft", "You are editing a draft")

    def submit(self):
        return self.press("Submit for approval", "It is submitted")

    def sees(self, text: str) -> bool:
        return text in self.page.locator("#content").inner_text()


@pytest.fixture
def staff(portal_to_change):
    """Name → Staff; at the end nobody's browser has complained."""
    with ExitStack() as windows:
        visitors = {
            name: windows.enter_context(at_desk(portal_to_change, name))
            for name in ("author", "reviewer", "editor", "steward")
        }
        yield {name: Staff(visitor) for name, visitor in visitors.items()}
        assert [visitor.complaints for visitor in visitors.values()] == [[], [], [], []]


def shows(seen, wording) -> bool:
    pages = (seen["en"], wording["English"]), (seen["fa"], wording["فارسی"])
    return all(page[0] == 200 and text in page[1] for page, text in pages)


def publish_due(portal, now: datetime) -> list[tuple]:
    """What the worker does each minute; the problems of each outcome."""
    from iomiran.common.editorial import due

    with portal.database():
        return [outcome.problems for outcome in due.publish_due(now=now)]


def test_a_change_of_a_live_page_walks_from_draft_to_restored(portal_to_change, staff):
    author, reviewer, editor, steward = staff.values()

    def public():
        return seen_by_public(portal_to_change, PUBLIC)

    before = public()
    assert {status for status, _text in before.values()} == {200}
    assert ",100," in before["csv"][1]

    # The author drafts in two languages.
    author.programme().draft()
    author.write(FIRST)
    assert public() == before
    author.submit()
    assert public() == before

    # The reviewer returns it with a comment, the author mends it.
    reviewer.task().follow("Return with a comment…")
    reviewer.fill("Comment for your colleague", COMMENT)
    reviewer.press("Return with a comment", "It is given back with your comment.")
    assert public() == before
    author.task()
    assert author.sees(COMMENT)
    author.write(MENDED).submit()
    assert public() == before
    reviewer.task().press("Approve", "It is approved and locked. It is not public yet.")
    assert public() == before

    # The managing editor lets it go public with a data release, at a minute.
    editor.programme().follow("Put into a bundle…")
    editor.fill("Name of the new bundle", "Example bundle")
    editor.press("Put into a bundle", "It goes public with its bundle.")
    editor.follow("Example bundle")
    editor.choose("Edition", "example title en")
    editor.press("Put it in", "It is in the bundle.")
    minute = timezone.localtime() + timedelta(minutes=2)
    minute = minute.replace(second=0, microsecond=0)
    editor.fill("Date", f"{minute:%Y-%m-%d}").fill("Time", f"{minute:%H:%M}")
    editor.press("Schedule all of it", "all goes public by itself at that minute")
    assert public() == before
    assert publish_due(portal_to_change, minute - timedelta(seconds=1)) == []
    assert public() == before
    assert publish_due(portal_to_change, minute) == [()]
    live = public()
    assert shows(live, MENDED)
    assert ",200," in live["csv"][1]
    assert ",100," not in live["csv"][1]

    # A mistake is corrected publicly: in the text by two people, in the data by a correction.
    author.programme().draft().write(CORRECTED).submit()
    assert public() == live
    reviewer.task().press("Publish now", "It is public now.")
    corrected = public()
    assert shows(corrected, CORRECTED)
    assert not shows(corrected, MENDED)
    assert corrected["csv"] == live["csv"]
    steward.home().follow("Corrections").follow("Add correction")
    steward.choose("Series:", "example title en").choose("Release:", SERIES)
    steward.fill(re.compile("^On:"), f"{minute:%Y-%m-%d}")
    steward.fill(re.compile("^What was wrong.*English"), WAS_WRONG)
    steward.fill(re.compile("^Effect.*English"), "None; it is an example.")
    steward.press("Save", "was added successfully")
    assert WAS_WRONG not in corrected["series en"][1]
    corrected = public()
    assert WAS_WRONG in corrected["series en"][1]
    assert shows(corrected, CORRECTED)

    # It is withdrawn with a public reason.
    reviewer.programme().follow("Withdraw from the public…").fill("Public reason", REASON)
    assert public() == corrected
    reviewer.press("Withdraw from the public", "It is withdrawn.")
    withdrawn = public()
    for language in ("en", "fa"):
        status, text = withdrawn[language]
        assert (status, REASON in text) == (410, True)
    assert CORRECTED["English"] not in withdrawn["en"][1]

    # The author restores the last public version from the history; two people publish it.
    author.programme().follow("History")
    author.page.get_by_role("link", name=re.compile("^Restore…")).first.click()
    author.fill("Reason", "An example restored.").press(
        "Restore as a draft", "The draft is now what the version was."
    )
    assert public() == withdrawn
    author.submit()
    reviewer.task().press("Approve", "It is approved and locked")
    assert public() == withdrawn
    reviewer.press("Publish now", "It is public now.")
    restored = public()
    assert shows(restored, CORRECTED)
    assert restored["csv"] == live["csv"]
