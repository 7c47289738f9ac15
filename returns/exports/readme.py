"""The texts of an archive, in the reader's language."""

from django.utils.translation import gettext as _

from iomiran.common.nav import site_url
from returns.presenters.citations import citation
from returns.presenters.series import licence_text

from .about import about
from .datapackage import LICENCES
from .extract import Extract

WIDE = 72


def readme(extract: Extract, digests: dict[str, str]) -> bytes:
    """What the archive is, its scope, caveat, method and release, how to cite it, checksums."""
    cited = citation(extract.edition, extract.release, extract.path)
    title = extract.edition.text().title
    lines = [title, "=" * min(len(title), WIDE), ""]
    for label, text in about(extract):
        lines += [f"{label}: {text}" if label else text, ""]
    notes = extract.release.text()
    if notes:
        lines += [f"{_('Notes on the release')}: {notes.notes}", ""]
    if extract.release.provisional:
        lines += [_("This release is provisional: its figures may still change."), ""]
    lines += [
        _("How to cite"),
        cited.text,
        "",
        _("What the sources do not add up to, and corrections"),
        site_url(extract.edition.get_absolute_url()),
        "",
        _("Files, each with its SHA-256"),
        *(f"{digest}  {name}" for name, digest in sorted(digests.items())),
        "",
        _("Columns, their types and values are in dictionary.csv and in datapackage.json."),
        "",
    ]
    return "\n".join(lines).encode()


def licence_file(extract: Extract) -> bytes:
    edition = extract.edition
    address = LICENCES.get(edition.licence, ("", ""))[1]
    lines = [f"{_('Licence')}: {licence_text(edition)}", address]
    if not edition.licence:
        lines += [
            _("No licence is known for these data. Ask the source before you publish them anew."),
        ]
    lines += [
        f"{_('Publisher')}: {edition.publisher}",
        f"{_('Source')}: {edition.source_name}",
        edition.source_url,
    ]
    return ("\n".join(line for line in lines if line) + "\n").encode()
