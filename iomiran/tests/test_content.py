"""The loader: idempotent, careful with what staff edited, and all or nothing."""

import shutil
from pathlib import Path

import pytest

from iomiran.common.content.files import ContentError, read_folder
from iomiran.common.content.kinds import Kind
from iomiran.common.content.loading import Report, load_all, load_kind
from iomiran.common.editorial.actions import draft_from
from iomiran.common.editorial.approving import publish_edition
from programmes.models import Programme, ProgrammeEdition

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(tmp_path):
    """A folder with one programme of its own."""
    folder = tmp_path / "content" / "programme"
    document = folder / "example"
    document.mkdir(parents=True)
    (document / "document.toml").write_text('position = 1\nlevel = "A"\n')
    for language in ("en", "fa"):
        (document / f"{language}.md").write_text(
            '+++\ntitle = "Example"\nsummary = "Example summary."\n+++\n\n## Part\n\nText.\n'
        )
    return Kind(
        folder,
        Programme,
        ProgrammeEdition,
        order=1,
        rows={"facts": "facts"},
        row_renamed={"text": "statement"},
    )


def load(kind) -> Report:
    faults, report = [], Report()
    files = read_folder(kind.folder, faults)
    if faults:
        raise ContentError(faults)
    load_kind(kind, files, report)
    return report


def test_a_changed_file_makes_a_new_edition(kind):
    load(kind)
    path = kind.folder / "example" / "en.md"
    path.write_text(path.read_text().replace("Text.", "Another text."))
    assert load(kind).replaced == ["programme/example"]
    assert "Another text." in ProgrammeEdition.objects.published().get().body_en
    assert ProgrammeEdition.objects.count() == 2


def test_what_staff_edited_stays_and_the_file_is_reported(kind):
    load(kind)
    draft = draft_from(edition=ProgrammeEdition.objects.published().get(), by=None)
    draft.title_en = "Edited by staff"
    draft.save()
    publish_edition(edition=draft, by=None, without_approval="example")
    assert load(kind).unchanged == ["programme/example"]
    path = kind.folder / "example" / "en.md"
    path.write_text(path.read_text().replace("Text.", "Another text."))
    assert load(kind).kept == ["programme/example (edited by staff)"]
    assert ProgrammeEdition.objects.published().get().title_en == "Edited by staff"


@pytest.mark.parametrize(
    ("file", "content", "named"),
    [
        ("document.toml", "position = ", "not valid TOML"),
        ("document.toml", 'colour = "blue"\nlevel = "A"', "field colour"),
        ("document.toml", 'position = "first"\nlevel = "A"', "field position"),
        ("document.toml", 'level = "Z"', "field level"),
        ("document.toml", 'level = "A"\ntarget_groups = ["nobody"]', "field target_groups"),
        ("document.toml", 'level = "A"\nsource_date = "June"', "field source_date"),
        (
            "document.toml",
            'level = "A"\n[[facts]]\nlevel = "A"\ntext = { en = "x" }\n[[facts]]\nhue = 1',
            "row 2",
        ),
        ("en.md", "no front matter", "front matter"),
        ("xx.md", "+++\n+++\n", "not a language"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_loaded(kind, file, content, named):
    (kind.folder / "example" / file).write_text(content)
    with pytest.raises(ContentError) as caught:
        load(kind)
    assert named in str(caught.value)
    assert f"programme/example/{file}" in str(caught.value)


def test_a_missing_file_is_named(kind):
    (kind.folder / "example" / "document.toml").unlink()
    with pytest.raises(ContentError, match=r"document\.toml: is missing"):
        load(kind)


def test_one_broken_file_keeps_every_other_from_loading(kind, monkeypatch):
    good = kind.folder / "good"
    shutil.copytree(kind.folder / "example", good)
    (kind.folder / "example" / "en.md").write_text("broken")
    monkeypatch.setattr("iomiran.common.content.loading.in_order", lambda: [kind])
    with pytest.raises(ContentError):
        load_all()
    assert not Programme.objects.filter(slug="good").exists()


def test_the_content_files_name_no_page_of_the_founding_article():
    root = Path(__file__).parents[2]
    for path in root.glob("*/content/**/*"):
        if path.suffix in {".md", ".toml"}:
            assert "ibbu.edu" not in path.read_text(encoding="utf-8"), path
