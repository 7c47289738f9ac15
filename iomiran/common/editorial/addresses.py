"""Where documents are and were: moving one, and finding where a former address leads."""

from collections import defaultdict
from collections.abc import Callable

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from iomiran.common.languages.middleware import language_of_path

from .actions import EditorialError, lock_document, raise_generation, record
from .followers import follow
from .kinds import document_model, edition_models
from .models import Document, Edition
from .moved import MovedAddress, is_taken
from .states import State

LONGEST = 80  # as Document.slug
# Of a path that is looked for among the former addresses.
LONGEST_PATH = 500


def plain_path(url: str) -> str:
    """The address of a page without its language and the slash at its end."""
    language = language_of_path(url)
    return ("/" + url.lstrip("/").removeprefix(language or "").strip("/")).rstrip("/")


def address_of(document: Document) -> str:
    """The plain path of a document with a page of its own; "" for every other."""
    find = getattr(document, "get_absolute_url", None)
    return plain_path(find()) if find else ""


@transaction.atomic
def move_document(*, edition: Edition, slug: str, by, reason: str) -> Edition:
    """Give the document of an edition another address; the former one leads to it for ever.

    Series, places and whatever else has no page of its own keep their name: others refer to
    it in data, files and programs. Raises EditorialError.
    """
    slug = slug.strip().lower()
    lock_document(edition)
    edition = type(edition).objects.select_related("document").get(pk=edition.pk)
    document = edition.document
    former = address_of(document)
    if not former:
        raise EditorialError(_("Its address is its name in data and files, so it stays."))
    if not reason.strip():
        raise EditorialError(_("Give a reason: your colleagues will read it."))
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise EditorialError(_("An address has letters a–z, digits and hyphens only.")) from error
    if len(slug) > LONGEST:
        raise EditorialError(_("An address has at most 80 characters."))
    if slug == document.slug:
        raise EditorialError(_("This is its address already."))
    if is_taken(type(document), slug):
        raise EditorialError(
            _("This address is taken, or was that of a page before. Choose another one.")
        )
    MovedAddress.objects.create(
        path=former,
        slug=document.slug,
        kind=document._meta.label_lower,
        document_id=document.pk,
        moved_by=by,
    )
    told = f"{document.slug} → {slug}. {reason.strip()}"
    document.slug = slug
    try:
        with transaction.atomic():
            document.save(update_fields=["slug"])
    except IntegrityError as error:
        raise EditorialError(_("A colleague has just taken this address.")) from error
    record(action="move", edition=edition, by=by, reason=told)
    _lead_on(former, address_of(document))
    if live := type(edition).objects.published().filter(document=document).first():
        # What is made from the page prints its address.
        follow(edition=live, by=by)
    raise_generation()
    return edition


def _lead_on(former: str, now: str) -> None:
    """Removed pages that lead to the former address lead to the new one at once."""
    for model in edition_models():
        model.objects.filter(state=State.REMOVED, removed_to=former).update(removed_to=now)


def new_address(path: str) -> str:
    """Where a path of a page that was moved, or of a file below it, is now; "" for none.

    `path` with its language, such as /fa/programmes/example/. One query, two where it moved.
    """
    language = language_of_path(path)
    if language is None or len(path) > LONGEST_PATH or "\0" in path:
        return ""
    moved = MovedAddress.objects.filter(path__in=_beginnings(plain_path(path))).first()
    former = moved and f"/{language}{moved.path}"
    if not former or not path.startswith(former):
        return ""
    document = apps.get_model(moved.kind)._default_manager.filter(pk=moved.document_id).first()
    if document is None:
        return ""
    with translation.override(language):
        url = document.get_absolute_url()
    return url.rstrip("/") + path.removeprefix(former)


def _beginnings(plain: str) -> list[str]:
    """The plain path, and those of the pages that a file or page below them may belong to."""
    ends = [place for place, sign in enumerate(plain) if sign in "/." and place]
    return [*(plain[:end] for end in ends), plain]


def former_addresses() -> Callable[[str], bool]:
    """For many paths: tells of each whether `new_address` finds one. A query, and one a kind."""
    kinds = defaultdict(dict)
    for path, kind, document in MovedAddress.objects.values_list("path", "kind", "document_id"):
        kinds[kind][path] = document
    there = set()
    for kind, paths in kinds.items():
        documents = apps.get_model(kind)._default_manager.filter(pk__in=paths.values())
        found = set(documents.values_list("pk", flat=True))
        there |= {path for path, document in paths.items() if document in found}
    return lambda path: bool(
        language_of_path(path) and there.intersection(_beginnings(plain_path(path)))
    )


def is_page(path: str) -> bool:
    """Whether a plain path is a page of the portal that readers can open now."""
    try:
        match = resolve(f"/en{path}/")
    except Resolver404:
        return False
    if any(live == path or path.startswith(f"{live}/") for live in pages_that_are(State.PUBLISHED)):
        return True
    if path in pages_that_are(State.WITHDRAWN, State.REMOVED):
        return False
    return not match.kwargs.keys() - {"role"}


def pages_that_are(*states: State) -> dict[str, Edition]:
    """Plain path → edition, of every document with a page of its own. A query a kind."""
    found = {}
    for model in edition_models():
        if not hasattr(model, "get_absolute_url"):
            continue
        for edition in model.objects.filter(state__in=states).select_related("document"):
            if has_page(edition):
                found[plain_path(edition.get_absolute_url())] = edition
    return found


def has_page(edition: Edition) -> bool:
    """Whether an edition is the text of a page, and not a part of one."""
    find = getattr(edition, "get_absolute_url", None)
    return bool(find) and "#" not in find()


def may_move(edition: Edition) -> bool:
    return hasattr(document_model(edition), "get_absolute_url")
