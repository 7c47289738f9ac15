"""Taking a page away for good: its address says that it is gone, or leads to another page."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .actions import EditorialError, locked, raise_generation, record
from .addresses import has_page, is_page, plain_path
from .followers import follow
from .models import Edition
from .states import State


def clean_path(typed: str, *, instead_of: Edition) -> str:
    """The plain path that was typed or copied from the browser. Raises EditorialError."""
    typed = typed.strip()
    if typed.startswith(settings.SITE_URL + "/"):
        typed = typed.removeprefix(settings.SITE_URL)
    if not re.fullmatch(r"/(?!/)[\w./-]{0,299}", urlsplit(typed).path) or "//" in typed:
        raise EditorialError(
            _("Give the address of a page of this portal, such as /programmes/example/.")
        )
    path = plain_path(urlsplit(typed).path)
    if path == plain_path(instead_of.get_absolute_url()):
        raise EditorialError(_("A page cannot lead to itself."))
    if not is_page(path):
        raise EditorialError(_("There is no public page at %(path)s.") % {"path": typed})
    return path or "/"


@transaction.atomic
def remove_edition(*, edition: Edition, by, reason: str, to: str = "") -> Edition:
    """Remove a public or withdrawn page. The reason is for colleagues; readers do not see it.

    `to` is the page of the portal to which its address leads from now on; empty for none.
    """
    edition = locked(edition)
    if edition.state not in (State.PUBLISHED, State.WITHDRAWN):
        raise EditorialError(_("Only what is or was public can be removed."))
    if not has_page(edition):
        raise EditorialError(_("It has no page of its own. Withdraw it."))
    if not reason.strip():
        raise EditorialError(_("Give a reason: your colleagues will read it."))
    edition.removed_to = clean_path(to, instead_of=edition) if to.strip() else ""
    edition.state = State.REMOVED
    edition.withdrawn_at, edition.withdrawn_by = timezone.now(), by
    edition.withdrawal_reason = reason.strip()[:300]
    columns = ["state", "withdrawn_at", "withdrawn_by", "withdrawal_reason", "removed_to"]
    edition.save(update_fields=columns)
    led = f" → {edition.removed_to}" if edition.removed_to else ""
    record(action="remove", edition=edition, by=by, reason=f"{reason.strip()}{led}")
    follow(edition=edition, by=by)
    raise_generation(withdrawn=True)
    return edition
