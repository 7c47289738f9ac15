"""The engine behind PDFs and pictures: it reads its own folder, and asks nobody for anything."""

import io
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from iomiran.common.charts import svg
from iomiran.common.typeset import FONTS, TypesetError, print_pdf, print_png

MADE = datetime(2021, 5, 26, tzinfo=UTC)
RUN = settings(derandomize=True, database=None, deadline=None, max_examples=30)
SIZE = {"width": 120, "height": 40, "density": 1}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="120" height="40">{}</svg>'
)


def set_by(body: str, folder: Path, **data):
    template = folder / "page.typ"
    head = '#set document(title: "x")\n#let data = json(bytes(sys.inputs.data))\n'
    template.write_text(f"{head}{body}\n#metadata(1) <pages>", encoding="utf-8")
    return print_pdf(template, data, fonts=FONTS, made=MADE)


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt", "/../secret.txt", "//secret.txt"])
def test_not_even_a_template_reads_a_file_outside_its_folder(tmp_path, path):
    (tmp_path / "secret.txt").write_text("An example secret", encoding="utf-8")
    (folder := tmp_path / "templates").mkdir()
    assert set_by("#data.word", folder, word="read").pages == 1
    with pytest.raises(TypesetError):
        set_by(f'#read("{path}")', folder)


def test_what_a_text_asks_for_is_not_done(tmp_path):
    words = '#read("page.typ") #import "page.typ": * $x$ #metadata(9) <pages>'
    assert set_by("#data.word", tmp_path, word=words).pages == 1


BREAKING = ("</text></svg>", "]]>", "&a;", "<!--", "\ud800", "\x00", "\u202e", '" onload="x')
REFERENCES = {
    "picture": '<image href="@" width="9" height="9"/>',
    "older picture": '<image xlink:href="@" width="9" height="9"/>',
    "use": '<use href="@#a"/>',
    "style": "<style>@import url(@); @font-face { font-family: x; src: url(@) }</style>",
    "filter": '<filter id="f"><feImage href="@"/></filter><rect filter="url(#f)" width="9"/>',
    "script": '<script href="@"/>',
    "frame": '<foreignObject><iframe src="@"/></foreignObject>',
}


def colours(drawn: str) -> set[tuple[int, int, int]]:
    """Of its picture; none where the drawing is refused."""
    try:
        content = print_png(drawn, **SIZE)
    except TypesetError:
        return set()
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    return {colour for _count, colour in picture.getcolors()}


@pytest.mark.parametrize("name", REFERENCES)
def test_a_drawing_fetches_nothing_and_reads_no_file(name, tmp_path):
    Image.new("RGB", (9, 9), "red").save(tmp_path / "secret.png")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/example.png"
        for target in (address, (tmp_path / "secret.png").as_uri(), str(tmp_path / "secret.png")):
            drawn = DRAWING.format(REFERENCES[name].replace("@", target))
            assert (255, 0, 0) not in colours(drawn)
        with pytest.raises(BlockingIOError):
            server.accept()


def with_entity(value: str) -> str:
    text = '<text y="20" font-family="Vazirmatn">&a;</text>'
    return f"<!DOCTYPE svg [<!ENTITY a {value}>]>{DRAWING.format(text)}"


@pytest.mark.parametrize("value", ['SYSTEM "file:///etc/passwd"', '"&a;"'], ids=["file", "self"])
def test_an_entity_of_a_drawing_brings_nothing_in(value):
    assert len(colours(with_entity('"Example words"'))) > 1
    assert len(colours(with_entity(value))) < 2


@RUN
@given(
    label=st.text(max_size=60) | st.sampled_from(["</text></svg>", "]]>", "&a;", "<!--", "\ud800"])
)
def test_any_label_of_a_drawing_is_text(label):
    drawn = svg.document(
        svg.text(label, 5, 20, class_=label),
        element_id="x",
        title=label,
        description=label,
        width=120,
        height=40,
        language="en",
        class_="chart",
    )
    assert print_png(str(drawn), **SIZE).startswith(b"\x89PNG")
