"""Every sheet that the portal makes of the real content; a new kind is among them by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from iomiran.common.files.storage import path_of
from iomiran.common.languages.chain import PRINTED
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import TEMPLATES, printed_sheet
from publications.infosheets.view import view_key, view_sheet
from publications.models import PublicationEdition, PublicationFile
from returns import explorer
from returns.exploring import Exploration
from returns.tests.explored import EXPLORED


@dataclass(frozen=True)
class Sheet:
    """A sheet as a file, what it is made from, and the name of the template that set it."""

    kind: str
    generator: str
    name: str
    language: str
    path: Path

    def __str__(self):
        return f"{self.name} ({self.language})"


def kept() -> Iterator[Sheet]:
    """The files of live publications that the portal makes, as they lie in the store."""
    live = PublicationEdition.objects.published()
    files = PublicationFile.objects.filter(generated=True, edition__in=live)
    for file in files.select_related("upload", "edition__document").order_by("pk"):
        generator, slug = file.edition.generator, file.edition.document.slug
        kind = sheet_for(generator, file.language).template
        yield Sheet(kind, generator, slug, file.language, path_of(file.upload.sha256))


def made_on_request(folder: Path) -> Iterator[Sheet]:
    """Sheets that are not kept, written to `folder`: an example of each, in each language."""
    for name, query in EXPLORED.items():
        found = explorer.find(*Exploration.from_querystring(query))
        for language in PRINTED if found.answer else ():
            sheet, key = view_sheet(found, language), view_key(found)
            path = folder / f"view-{name}-{language}.pdf"
            path.write_bytes(printed_sheet(sheet, stands_at=key, most=1).content)
            yield Sheet(sheet.template, key, f"view-{name}", language, path)


def every_sheet(folder: Path) -> list[Sheet]:
    return [*kept(), *made_on_request(folder)]


def kinds() -> set[str]:
    """Names of the templates that set a sheet."""
    templates = TEMPLATES.glob("*.typ")
    return {path.name for path in templates if "#show: sheet" in path.read_text("utf-8")}
