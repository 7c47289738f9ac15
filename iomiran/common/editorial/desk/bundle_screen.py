"""What the screen of a bundle shows: its members with what keeps them, and what could join."""

from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iomiran.common.editorial.approving import approval_stands, missing_for_publication
from iomiran.common.editorial.bundles import members_of
from iomiran.common.editorial.kinds import across_kinds, document_model
from iomiran.common.editorial.models import Bundle, Edition
from iomiran.common.editorial.states import State
from iomiran.common.editorial.titles import document_name, edition_title, titles_at

MOST_OFFERED = 100


@dataclass(frozen=True)
class Member:
    """`key` names the edition in a form; `problems` are sentences, [] where it may go public."""

    key: str
    title: str
    language: str
    kind: str
    url: str
    edition: Edition
    problems: list[str]
    may_publish: bool


def key_of(edition: Edition) -> str:
    return f"{edition._meta.label_lower}:{edition.pk}"


def edition_at(key: str, admins: dict[type, ModelAdmin]) -> Edition | None:
    label, _sign, pk = key.partition(":")
    models = {model._meta.label_lower: model for model in admins if issubclass(model, Edition)}
    if label not in models or not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None
    return models[label].objects.filter(pk=int(pk)).first()


def _member(edition: Edition, admins, user, problems: list[str]) -> Member:
    title, language = edition_title(edition)
    screens = admins[type(edition)]
    return Member(
        key=key_of(edition),
        title=title if language else document_name(edition),
        language=language,
        kind=capfirst(edition._meta.verbose_name),
        url=screens.work_address(edition),
        edition=edition,
        problems=problems,
        may_publish=user.has_perm(screens.publish_permission),
    )


def members(bundle: Bundle, admins: dict[type, ModelAdmin], user) -> list[Member]:
    return [
        _member(edition, admins, user, [] if bundle.published_at else problems_of(edition, user))
        for edition in members_of(bundle)
    ]


def problems_of(edition: Edition, user) -> list[str]:
    """What keeps a member from the public, as far as it can be seen before its time."""
    found = missing_for_publication(edition)
    if edition.is_approved:
        if not approval_stands(edition):
            found.append(_("It is no longer what was approved. Return it to its author."))
    elif user.pk in (edition.submitted_by_id, edition.edited_by_id):
        found.append(_("A colleague must approve it: you wrote or submitted it."))
    return found


def offered(admins: dict[type, ModelAdmin], user) -> list[Member]:
    """What is in review or approved and has neither a bundle nor a time, by kind."""
    waiting = across_kinds("pk", state__in=(State.IN_REVIEW, State.READY), bundle__isnull=True)
    keys = {}
    for model, pk in waiting[:MOST_OFFERED]:
        options = model._meta
        if user.has_perm(f"{options.app_label}.view_{options.model_name}"):
            keys.setdefault(model, []).append(pk)
    return [
        _member(edition, admins, user, [])
        for model, pks in keys.items()
        for edition in model.objects.filter(pk__in=pks).prefetch_related(
            titles_at("document", document_model(model))
        )
    ]
