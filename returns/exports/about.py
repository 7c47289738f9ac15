"""What must be known to use a file, in the language of the page."""

from django.utils.translation import gettext as _

from iomiran.common.nav import site_url
from returns.presenters.series import licence_text

from .columns import demonstration
from .extract import Extract


def about(extract: Extract) -> list[tuple[str, str]]:
    """(label, text) pairs; nothing that is empty."""
    edition, release = extract.edition, extract.release
    text = edition.text()
    lines = [
        ("", demonstration()),
        (_("Series"), text.title),
        (_("Scope"), edition.scope_sentence()),
        (_("Read with care"), text.caveat),
        (_("Method"), text.method),
        (_("Unit"), str(edition.get_unit_display())),
        (_("Kind of periods"), str(edition.get_kind_display())),
        (_("Publisher"), edition.publisher),
        (_("Source"), edition.source_name),
        (_("Address of the source"), edition.source_url),
        (_("Licence"), licence_text(edition)),
        (_("Release"), f"{release.number}, {release.published_at.date().isoformat()}"),
        (_("Asked for"), extract.query),
        (_("Page of the series"), site_url(edition.get_absolute_url())),
        (_("Contact"), edition.contact),
    ]
    return [line for line in lines if line[1]]
