"""The action by which a translation is said to fit the English text that changed after it."""

from django.db import transaction
from django.utils.translation import gettext as _

from iomiran.common.languages.chain import FALLBACK

from .actions import EditorialError, lock_document, record
from .translations import CHANGED_AT, behind_since, stamp


@transaction.atomic
def confirm_translation(*, edition, language: str, by) -> None:
    """Somebody compared the two: nothing that readers see changes.

    Raises EditorialError where the translation is not behind.
    """
    lock_document(edition)
    edition = type(edition).objects.select_related("document").get(pk=edition.pk)
    if language not in FALLBACK or behind_since(edition, language) is None:
        raise EditorialError(_("This translation is not behind the English text."))
    stamp(edition, [language])
    edition.save(update_fields=[CHANGED_AT[language]])
    record(action="translation", edition=edition, by=by, reason=language)
