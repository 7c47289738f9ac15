"""The explorer in a real browser: with the keyboard, with its script, and without."""

import pytest
from playwright.sync_api import expect

from .browser import DESK, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
]
WEEKLY = "/en/returns/explore/?series=iom-undocumented-weekly"


def test_a_choice_changes_the_picture_and_keeps_focus_place_and_history(portal, reader):
    with reader(DESK) as visitor:
        page = visitor.visit(WEEKLY)
        before = page.locator(".explore__result h2").inner_text()
        page.evaluate("window.stayed = true")
        field = page.locator("#explore-group")
        field.focus()
        page.evaluate("window.scrollTo(0, 300)")
        place = page.evaluate("window.scrollY")
        field.select_option("month")
        page.wait_for_url("**group=month**")
        expect(page.locator("[data-explore-status]")).not_to_be_empty()
        assert page.evaluate("window.stayed"), "no other page was loaded"
        assert page.evaluate("document.activeElement.id") == "explore-group"
        assert abs(page.evaluate("window.scrollY") - place) < 5
        after = page.locator(".explore__result h2").inner_text()
        assert after != before
        assert page.locator("[data-explore-status]").text_content() == after
        assert "group=month" in page.locator(".language-switcher a[hreflang=fa]").get_attribute(
            "href"
        )
        page.go_back()
        expect(page.locator("#explore-group")).to_have_value("own")
        assert page.locator(".explore__result h2").inner_text() == before
        assert not visitor.complaints


def test_the_keyboard_alone_leads_to_another_view(portal, reader):
    with reader(PHONE) as visitor:
        page = visitor.visit(WEEKLY)
        page.locator(".explore-form__summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "explore-country"
        page.locator("#explore-from").focus()
        page.keyboard.type("2020")
        page.keyboard.press("Enter")
        page.wait_for_url("**from=2020**")
        expect(page.locator("[data-explore-status]")).not_to_be_empty()
        assert "calendar" not in page.url or "gregorian" in page.url


def test_a_fetch_that_fails_becomes_a_way_there(portal, reader):
    with reader(DESK) as visitor:
        page = visitor.visit(WEEKLY)
        page.evaluate("() => { window.fetch = () => Promise.reject(new Error('away')) }")
        page.locator("#explore-by").select_option("manner")
        page.wait_for_url("**by=manner**")
        assert page.evaluate("window.fetch.toString()").startswith("function fetch()")


def test_without_scripts_the_form_is_sent_and_answered(portal, reader):
    with reader(PHONE, java_script_enabled=False) as visitor:
        page = visitor.visit(WEEKLY)
        page.locator(".explore-form__summary").click()
        page.locator("#explore-group").select_option("month")
        page.locator(".explore-form__buttons button").click()
        assert "group=month" in page.url
        assert page.locator(".explore__result .chart__svg--narrow").is_visible()
