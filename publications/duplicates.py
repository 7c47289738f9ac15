"""The same bytes in two places: a reader would not know which of them is kept up to date."""

from django.db.models import Case, When
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from iomiran.common.editorial.states import OPEN, State
from iomiran.common.editorial.titles import edition_title
from iomiran.common.files.presenting import upload_url
from iomiran.common.languages.bidi import bdi

from .models import PublicationEdition, PublicationFile


def same_file(
    sha256: str, *, edition: PublicationEdition | None, but: PublicationFile
) -> PublicationFile | None:
    """A file with the same bytes in this edition, or in a live or open one of another publication.

    The next edition of a publication may have the files of the one before. `edition` is None
    where it is just being made; `but` is the row that is being changed.
    """
    files = PublicationFile.objects.filter(upload__sha256=sha256).exclude(pk=but.pk)
    files = files.select_related("edition__document", "upload")
    current = files.filter(edition__state__in=[State.PUBLISHED, *OPEN])
    live_first = Case(When(edition__state=State.PUBLISHED, then=0), default=1)
    if edition is None:
        return current.order_by(live_first, "pk").first()
    elsewhere = current.exclude(edition__document=edition.document_id)
    return files.filter(edition=edition).first() or elsewhere.order_by(live_first, "pk").first()


def refusal(file: PublicationFile, *, edition: PublicationEdition | None) -> str:
    """One sentence with links to the file and to what it belongs to."""
    link = format_html('<a href="{}">{}</a>', upload_url(file.upload), bdi(file.upload.name))
    if edition is not None and file.edition_id == edition.pk:
        says = _("This publication has the same file already: %(file)s.")
        return format_html(says.replace("%(file)s", "{}"), link)
    options = file.edition._meta
    address = reverse(
        f"admin:{options.app_label}_{options.model_name}_change", args=[file.edition_id]
    )
    there = format_html('<a href="{}">{}</a>', address, bdi(*edition_title(file.edition)))
    says = _("The same file is in the library already: %(publication)s has it as %(file)s.")
    says = says.replace("%(publication)s", "{publication}").replace("%(file)s", "{file}")
    return format_html(says, publication=there, file=link)
