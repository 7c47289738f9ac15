"""In a real browser: no barrier, no other origin, no sideways scrolling, keyboard, no script."""

import re

import pytest

from . import site
from .browser import NARROWEST, PHONE
from .test_pages import none

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
    pytest.mark.long,
]
SCREENS = ("phone, light", "desk, dark")


@pytest.fixture
def kinds(portal, real_content):
    return site.kinds


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_no_barrier_on_any_kind_of_page(kinds, reader, language):
    """Nor does a page ask another origin, report an error, or break its own policy."""
    faults = []
    with reader() as visitor:
        for address in kinds(language).values():
            visitor.visit(address)
            for screen in SCREENS:
                visitor.show(screen)
                faults += [f"{screen}: {barrier}" for barrier in visitor.barriers()]
        faults += visitor.complaints
    none(faults)


def test_no_page_scrolls_sideways_on_the_narrowest_screen(kinds, reader):
    faults = []
    with reader(NARROWEST) as visitor:
        for language in site.LANGUAGES:
            for address in kinds(language).values():
                visitor.visit(address)
                if visitor.sideways() > 0:
                    faults.append(f"{address} by {visitor.sideways()} px")
    none(faults)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_first_stop_of_the_keyboard_skips_to_the_content(reader, language):
    with reader() as visitor:
        page = visitor.visit(f"/{language}/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip-link"
        assert page.locator(".skip-link").is_visible()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_stop_of_the_keyboard_can_be_seen(reader):
    """Each focused element of the home page is visible and outlined."""
    with reader() as visitor:
        page = visitor.visit("/en/")
        unseen = []
        for _stop in range(25):
            page.keyboard.press("Tab")
            state = page.evaluate(
                "() => { const e = document.activeElement, s = getComputedStyle(e);"
                "const r = e.getBoundingClientRect();"
                "return [e.outerHTML.slice(0, 80), r.width > 0 && r.height > 0,"
                "s.outlineStyle !== 'none' || s.boxShadow !== 'none'] }"
            )
            if not (state[1] and state[2]):
                unseen.append(str(state))
        none(unseen)


def test_without_scripts_the_menu_the_languages_and_the_search_work(reader):
    with reader(PHONE, java_script_enabled=False) as visitor:
        page = visitor.visit("/en/")
        page.locator(".site-nav__toggle").click()
        page.locator(".site-nav__menu a[href='/en/programmes/']").click()
        assert page.url.endswith("/en/programmes/")
        page.locator(".language-switcher a[hreflang=fa]").click()
        assert page.url.endswith("/fa/programmes/")
        visitor.visit("/en/search/")
        page.locator("main input[name=q]").fill("returns")
        page.locator("main .search-form button").click()
        assert "q=returns" in page.url
        assert page.locator("main a[href^='/en/']").count() > 0


def test_without_scripts_the_table_of_a_chart_opens(kinds, reader):
    with reader(PHONE, java_script_enabled=False) as visitor:
        page = visitor.visit("/fa/returns/")
        tables = page.locator(".chart__table")
        assert tables.count() > 0
        tables.first.locator("summary").click()
        assert tables.first.locator("table").is_visible()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_printed_page_keeps_its_text_and_drops_its_furniture(reader, language):
    with reader() as visitor:
        page = visitor.visit(f"/{language}/programmes/cap/")
        page.emulate_media(media="print", color_scheme="light")
        assert page.locator("h1").is_visible()
        assert not page.locator(".site-nav__list--line").is_visible()
        assert not page.locator(".language-switcher").is_visible()
        assert len(page.pdf()) > 5000
        assert not visitor.complaints


def test_the_reader_of_a_protection_page_can_leave_at_once(reader):
    with reader(PHONE) as visitor:
        left = []
        visitor.page.route(re.compile("wikipedia"), lambda route: (left.append(1), route.abort()))
        page = visitor.visit(f"/en/programmes/{site.PROTECTION}/")
        exit_link = page.locator(".quick-exit a")
        assert exit_link.is_visible()
        assert not left, "nothing is asked of that site before the click"
        page.mouse.wheel(0, 2000)
        assert exit_link.is_visible()
        exit_link.click(no_wait_after=True)
        page.wait_for_timeout(300)
        assert left


def test_each_language_is_drawn_in_its_direction_with_its_type(reader):
    with reader() as visitor:
        for language, wanted in (("en", "ltr"), ("fa", "rtl"), ("fa-af", "rtl"), ("ps", "rtl")):
            page = visitor.visit(f"/{language}/")
            assert page.evaluate("getComputedStyle(document.body).direction") == wanted
            page.evaluate("document.fonts.ready.then(() => 1)")
            loaded = page.evaluate(
                "[...document.fonts].filter(f => f.status === 'loaded')"
                ".some(f => f.family.includes('Vazirmatn'))"
            )
            assert loaded is (language != "en"), language


def test_staff_sign_in_over_plain_http_and_find_what_waits(signed_in, desk):
    _cookies, screens, complaints = signed_in
    assert [re.sub(r".*?/admin/", "", url) for url in screens] == ["password_change/", ""]
    none(complaints)
    page = desk.visit("/admin/")
    assert page.locator("#desk-title").is_visible()
    assert page.evaluate("document.cookie") == "", "no script can read the session"
    none(desk.complaints)


def test_the_editor_works_under_the_strict_policy(desk):
    page = desk.visit("/admin/programmes/programmeedition/add/")
    editor = page.locator(".ProseMirror:visible").first
    editor.wait_for(state="visible")
    editor.click()
    page.keyboard.type("Example text")
    assert "Example text" in page.locator("#id_body_en").input_value()
    none(desk.complaints)


def test_the_fields_of_each_language_run_in_its_direction(desk):
    page = desk.visit("/admin/programmes/programmeedition/add/")
    directions = {"en": "ltr", "fa": "rtl", "fa_af": "rtl", "ps": "rtl"}
    for language, wanted in directions.items():
        assert page.locator(f"#id_title_{language}").get_attribute("dir") == wanted


def test_axe_finds_no_barrier_in_the_gallery(desk):
    desk.visit("/en/gallery/")
    assert desk.page.locator(".gallery__component").count() > 20
    faults = []
    for screen in ("phone, light", "phone, dark", "desk, light", "desk, dark"):
        desk.show(screen)
        faults += [f"{screen}: {barrier}" for barrier in desk.barriers()]
        if desk.sideways() > 0:
            faults.append(f"{screen}: scrolls sideways by {desk.sideways()} px")
    none(faults + desk.complaints)


def test_a_figure_is_put_into_a_text_by_keyboard(desk):
    page = desk.visit("/admin/news/newsitemedition/add/")
    editor = page.locator(".prose-editor").first
    editor.locator(".ProseMirror").last.click()
    page.keyboard.type("There were ")
    editor.locator("[data-name='reference:figures']").press("Enter")
    page.locator(".reference-choice").first.wait_for(state="visible")
    assert not desk.barriers()
    page.keyboard.type("2023")
    page.locator(".reference-choice").nth(1).wait_for(state="detached")
    for key in ("ArrowDown", "Space", "Enter"):
        page.keyboard.press(key)
    page.locator(".reference-chip").filter(has_text="1,000,000").wait_for(state="visible")
    page.keyboard.type(" of them.")
    written = page.locator("#id_body_en").input_value()
    assert '<data value="figure:returns-2023">{figure:returns-2023}</data> of them.' in written
    none(desk.complaints)
