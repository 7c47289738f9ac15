"""Files of a publication in a real browser: many at once, and their order by mouse and keyboard."""

import pytest

from publications.tests.factories import pdf_bytes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
]

ADD = "/admin/publications/publicationedition/add-files/"


def files(*names):
    return [
        {"name": name, "mimeType": "application/pdf", "buffer": pdf_bytes(name)} for name in names
    ]


def order(page) -> list[str]:
    """The files in the order in which the form shows them."""
    return page.locator(".inline-related:not(.empty-form) .field-kept a").all_inner_texts()


def places(page) -> list[str]:
    fields = page.locator(".inline-related:not(.empty-form) input[data-row-order]")
    return [field.input_value() for field in fields.all()]


def test_many_files_become_one_draft_and_are_put_into_order(desk):
    page = desk.visit(ADD)
    page.locator("#id_files").set_input_files(
        files("test-order-one-en.pdf", "test-order-two-fa.pdf", "test-order-three-ps.pdf")
    )
    page.get_by_role("button", name="Make drafts").click()
    page.locator(".messagelist .success").wait_for()
    assert page.locator("#id_title_en").input_value() == "Test order one"
    assert places(page) == ["1", "2", "3"]
    one, two, three = order(page)

    # By keyboard: the last file goes up by one, and it is said.
    handle = page.locator("#files-2 .row-order__handle")
    handle.focus()
    page.keyboard.press("ArrowUp")
    assert order(page) == [one, three, two]
    assert places(page) == ["1", "2", "3"]
    assert page.locator("[data-row-order-status]").inner_text() == "Place 2 of 3"
    focused = "document.activeElement.closest('.inline-related').id"
    assert page.evaluate(focused) == "files-2"

    # With the mouse: the first file is dragged under the last.
    page.locator("#files-0 .row-order__handle").scroll_into_view_if_needed()
    start = page.locator("#files-0 .row-order__handle").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    # The rows are folded as soon as the pointer moves: then they are found anew.
    page.mouse.move(start["x"] + 10, start["y"] + 20)
    end = page.locator("#files-1").bounding_box()
    page.mouse.move(start["x"] + 10, end["y"] + end["height"], steps=5)
    page.mouse.up()
    assert order(page) == [three, two, one]

    page.locator(".submit-row input[name=_continue]").click()
    page.locator(".messagelist .success").wait_for()
    assert order(page) == [three, two, one]
    assert places(page) == ["1", "2", "3"]
    assert desk.complaints == []


def test_without_scripts_files_are_added_and_placed_by_number(reader, signed_in):
    with reader(storage_state=signed_in[0], java_script_enabled=False) as visitor:
        page = visitor.visit(ADD)
        page.locator("#id_files").set_input_files(files("test-plain-a.pdf", "test-plain-b.pdf"))
        page.get_by_role("button", name="Make drafts").click()
        first, second = order(page)
        page.locator("#id_files-0-position").fill("9")
        page.locator(".submit-row input[name=_continue]").click()
        assert order(page) == [second, first]
