"""What `PublicationEdition.generator` may name: checked when staff or a content file give it."""

from django.utils.translation import gettext as _

from iomiran.common.editorial.moved import document_at
from programmes.models import Programme
from returns.models import Series

# Word before the colon → the kind of document whose address follows it.
SOURCES = {"programme": Programme, "series": Series}


def generator_problem(generator: str) -> str:
    """Why the portal can make no sheet from that, in a sentence; "" where it can."""
    name, _colon, slug = generator.partition(":")
    if name not in SOURCES:
        return ""
    if document_at(SOURCES[name], slug) is None:
        if name == "programme":
            return _("There is no programme with the address “%(slug)s”.") % {"slug": slug}
        return _("There is no series with the address “%(slug)s”.") % {"slug": slug}
    return ""
