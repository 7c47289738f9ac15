"""The boards and the pictures of the desk in a real browser, on a telephone and on a desk."""

import io

import pytest
from PIL import Image

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
]

SCREENS = ("phone, light", "phone, dark", "desk, light", "desk, dark")


def barriers(visitor, addresses) -> list[str]:
    faults = []
    for screen in SCREENS:
        visitor.show(screen)
        for address in addresses:
            visitor.visit(address)
            faults += [f"{screen}: {barrier}" for barrier in visitor.barriers()]
            if visitor.sideways() > 0:
                faults.append(f"{screen}: {address} scrolls sideways by {visitor.sideways()} px")
    return faults


def test_a_picture_is_added_and_its_focal_point_set_by_a_click(desk):
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 800)).convert("RGB").save(out, "JPEG")
    page = desk.visit("/admin/common/picture/add/")
    page.locator("#id_file").set_input_files(
        {"name": "test.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    )
    for field, text in (
        ("alternative_en", "A grey field"),
        ("alternative_fa", "زمینه‌ای خاکستری"),
        ("credit", "Example person"),
    ):
        page.locator(f"#id_{field}").fill(text)
    page.locator("#id_licence").select_option("own")
    page.locator("input[name=_save]").click()
    picture = page.locator("[data-focal-picture]")
    size = picture.bounding_box()
    picture.click(position={"x": size["width"] * 0.8, "y": size["height"] * 0.25})
    assert page.locator("[data-focal-status]").inner_text().startswith("Marked: 80 per cent")
    values = [page.locator(f"#id_focal_{axis}").input_value() for axis in "xy"]
    assert values == ["80", "25"]
    # By keyboard, the mark follows the fields.
    page.locator("#id_focal_x").fill("10")
    mark = page.locator("[data-focal-mark]").bounding_box()
    assert abs(mark["x"] + mark["width"] / 2 - size["x"] - size["width"] * 0.1) < 3
    page.locator("input[name=_continue]").click()
    assert page.locator("#id_focal_x").input_value() == "10"
    assert page.locator(".cuts img").count() == 2
    assert desk.complaints == []
    address = page.url.removeprefix(desk.portal)
    assert barriers(desk, ("/admin/common/picture/", address, "/admin/common/picture/add/")) == []
