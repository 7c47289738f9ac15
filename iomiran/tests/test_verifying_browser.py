"""A file is checked in a real browser: with a script it stays there, without one it is sent."""

import base64
import hashlib

import pytest

from iomiran.common.files.storage import path_of
from publications.models import IssuedFile

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
]
FORM = "/en/verify/document/"
DROP = """([form, encoded, name]) => {
    const bytes = Uint8Array.from(atob(encoded), (sign) => sign.codePointAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name, { type: "application/pdf" }));
    for (const type of ["dragover", "drop"]) {
        form.dispatchEvent(new DragEvent(type, {
            dataTransfer: carried, bubbles: true, cancelable: true,
        }));
    }
}"""
WITHOUT_CRYPTO = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })"


@pytest.fixture
def ours(real_content) -> bytes:
    """The bytes of a file that the portal offers now."""
    issued = IssuedFile.objects.filter(replaced_at=None, language="fa").earliest("pk")
    return path_of(issued.sha256).read_bytes()


def requests_of(page) -> list:
    asked = []
    page.on("request", lambda request: asked.append(request))
    return asked


def as_chosen(content: bytes) -> dict:
    return {"name": "example.pdf", "mimeType": "application/pdf", "buffer": content}


def drop(page, content: bytes) -> None:
    form = page.locator("form[data-verify]").element_handle()
    page.evaluate(DROP, [form, base64.b64encode(content).decode(), "example.pdf"])


def assert_none_carries(asked, content: bytes) -> None:
    assert asked
    assert {request.method for request in asked} == {"GET"}
    assert all(request.post_data_buffer is None for request in asked)
    assert not any(content[:60].hex() in request.url for request in asked)


def test_a_dropped_file_is_recognised_and_never_sent(reader, ours):
    with reader() as visitor:
        page = visitor.visit(FORM)
        asked = requests_of(page)
        assert "It stays on your device" in page.locator("form[data-verify]").inner_text()
        with page.expect_navigation(url=f"**/{hashlib.sha256(ours).hexdigest()}/"):
            drop(page, ours)
        assert "From this portal, and current" in page.locator("h1").inner_text()
        assert_none_carries(asked, ours)
        assert visitor.complaints == []


def test_a_chosen_file_waits_for_the_button_and_is_never_sent(reader):
    with reader() as visitor:
        page = visitor.visit(FORM)
        asked = requests_of(page)
        page.get_by_label("By the file itself").set_input_files(as_chosen(b"another file"))
        assert page.url.endswith(FORM)
        page.get_by_role("button", name="Check the file").press("Enter")
        page.wait_for_url("**/verify/*/")
        assert "Not known to this portal" in page.locator("h1").inner_text()
        assert_none_carries(asked, b"another file")


def test_a_file_larger_than_any_of_ours_is_not_even_read(reader, ours):
    with reader() as visitor:
        page = visitor.visit(FORM)
        page.evaluate("document.querySelector('[data-verify]').dataset.most = '10'")
        drop(page, ours)
        assert "is so large" in page.get_by_role("status").inner_text()
        assert page.url.endswith(FORM)


@pytest.mark.parametrize("script", [True, False])
def test_without_a_script_or_its_means_the_file_is_sent_and_recognised(reader, ours, script):
    with reader(java_script_enabled=script) as visitor:
        visitor.page.add_init_script(WITHOUT_CRYPTO)
        page = visitor.visit(FORM)
        form = page.locator("form[data-verify]")
        assert "is sent to this portal, compared, and not kept" in form.inner_text()
        page.get_by_label("By the file itself").set_input_files(as_chosen(ours))
        page.get_by_role("button", name="Check the file").click()
        page.wait_for_url(f"**/{hashlib.sha256(ours).hexdigest()}/")
        assert "From this portal, and current" in page.locator("h1").inner_text()


def test_a_code_is_checked_by_keyboard_alone(reader, real_content):
    code = IssuedFile.objects.filter(replaced_at=None).earliest("pk").code
    with reader(java_script_enabled=False) as visitor:
        page = visitor.visit("/fa/verify/document/")
        page.locator("input[name=code]").focus()
        page.keyboard.type(code.lower())
        page.keyboard.press("Enter")
        page.wait_for_url("**/fa/verify/*-*-*/")
        assert page.locator("main .notice--success").count() == 1
