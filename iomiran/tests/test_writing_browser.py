"""Writing at the desk in a real browser: two people at once, a closed page, an ended session."""

import re

import pytest
from django.conf import settings

from .walking import at_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SUMMARY = re.compile("^Summary.*English")
TITLE = re.compile("^Title.*English")
TYPED = "An example text that was typed and not saved."


def address_of_draft(visitor, slug: str) -> str:
    """Makes a draft of a programme, or finds the one that is open."""
    page = visitor.visit(f"/admin/programmes/programmeedition/?q={slug}")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("button", name="Edit: make a draft").click()
    page.get_by_text("You are editing a draft").wait_for()
    return page.url.removeprefix(visitor.portal)


def write(page, text: str):
    """A person touches the field first: until then what changes is the editors' tidying."""
    page.get_by_label(SUMMARY).click()
    page.get_by_label(SUMMARY).fill(text)


def wait_until_kept(page):
    """Every three seconds keep_draft.js looks whether there is something to keep."""
    for _look in range(100):
        if page.evaluate("Object.keys(localStorage).some(key => key.startsWith('draft '))"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was kept")


def test_two_editors_of_one_draft_lose_nothing(portal_to_change):
    with at_desk(portal_to_change, "author") as one, at_desk(portal_to_change, "colleague") as two:
        address = address_of_draft(one, "drrm")
        two.visit(address)
        one.page.get_by_label(TITLE).fill("A title of the author")
        one.page.get_by_role("button", name="Save the draft").click()
        one.page.locator(".messagelist .success").wait_for()
        two.page.get_by_label(SUMMARY).fill("A summary of the colleague")
        two.page.get_by_role("button", name="Save the draft").click()
        two.page.get_by_text("saved this draft while you were writing").wait_for()
        assert two.page.get_by_label(TITLE).input_value() == "A title of the author"
        assert two.page.get_by_label(SUMMARY).input_value() == "A summary of the colleague"
        two.page.get_by_role("button", name="Save the draft").click()
        two.page.locator(".messagelist .success").wait_for()
        one.visit(address)
        assert one.page.get_by_label(TITLE).input_value() == "A title of the author"
        assert one.page.get_by_label(SUMMARY).input_value() == "A summary of the colleague"
        assert one.complaints + two.complaints == []


def test_what_was_typed_before_the_page_was_closed_is_offered_again(portal_to_change):
    with at_desk(portal_to_change, "author") as visitor:
        address = address_of_draft(visitor, "un-network-on-migration")
        write(visitor.page, TYPED)
        wait_until_kept(visitor.page)
        visitor.page.close()
        page = visitor.page = visitor.page.context.new_page()
        visitor.visit(address)
        assert TYPED not in page.get_by_label(SUMMARY).input_value()
        page.get_by_role("button", name="Put it back").click()
        assert TYPED in page.get_by_label(SUMMARY).input_value()
        page.get_by_role("button", name="Save the draft").click()
        page.locator(".messagelist .success").wait_for()
        visitor.visit(address)
        assert TYPED in page.get_by_label(SUMMARY).input_value()
        assert page.get_by_role("button", name="Put it back").count() == 0
        assert visitor.complaints == []


def test_a_session_that_ends_while_somebody_writes_costs_no_word(portal_to_change):
    with at_desk(portal_to_change, "author") as visitor:
        visitor.meant |= {403}
        page = visitor.page
        address = address_of_draft(visitor, "government-capacity")
        write(page, TYPED)
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.get_by_role("button", name="Save the draft").click()
        page.get_by_text("You were signed out meanwhile").wait_for()
        assert TYPED in [text.input_value() for text in page.locator("textarea.typed").all()]
        page.get_by_role("link", name="Sign in").click()
        page.locator("#id_username").fill("author@example.org")
        page.locator("#id_password").fill("a long example password")
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("button", name="Put it back").click()
        assert page.url.endswith(address)
        assert page.get_by_label(SUMMARY).input_value() == TYPED
        page.get_by_role("button", name="Save the draft").click()
        page.locator(".messagelist .success").wait_for()
        assert visitor.complaints == []
