"""Where a picture is used: in which editions of which documents, live or not."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import State
from iomiran.common.editorial.titles import edition_title
from iomiran.common.languages.bidi import bdi, comma

from .models import Picture

MOST = 50  # editions of each kind; the rest is in the kind's list
LIVE_FIRST = {State.PUBLISHED: 0, State.SUPERSEDED: 2, State.WITHDRAWN: 2}


@dataclass(frozen=True)
class Use:
    """An edition that shows the picture; `url` is where staff edit it."""

    kind: str
    title: str
    language: str
    state: str
    state_label: str
    url: str


class PictureInUse(ValidationError):
    """The picture cannot be deleted; the message names where it is used, with links."""

    def __init__(self, uses: list[Use]):
        self.uses = uses
        links = ((use.url, bdi(use.title, use.language)) for use in uses)
        where = format_html_join(comma(), '<a href="{}">{}</a>', links)
        says = _("This picture cannot be deleted, because it is used in: %(where)s.")
        super().__init__(format_html(says.replace("%(where)s", "{}"), where))


def _relations() -> list:
    """The foreign keys of editions that point to pictures."""
    return [
        relation.remote_field
        for relation in Picture._meta.get_fields(include_hidden=True)
        if relation.one_to_many and issubclass(relation.related_model, Edition)
    ]


def uses_of(picture: Picture) -> list[Use]:
    """Live editions first, then drafts, then what once was public; one query for each kind."""
    found = []
    for field in _relations():
        editions = field.model.objects.filter(**{field.name: picture}).select_related("document")
        found += [_use(edition) for edition in editions.order_by("-number")[:MOST]]
    return sorted(found, key=lambda use: LIVE_FIRST.get(use.state, 1))


def _use(edition: Edition) -> Use:
    options = edition._meta
    title, language = edition_title(edition)
    return Use(
        kind=capfirst(options.verbose_name_plural),
        title=title,
        language=language,
        state=edition.state,
        state_label=edition.get_state_display(),
        url=reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[edition.pk]),
    )


def used(*, live: bool = False) -> Q:
    """For a queryset of pictures: those that any edition shows, or any live one."""
    condition = Q(pk__in=[])
    for field in _relations():
        editions = field.model._base_manager.filter(**{field.name: OuterRef("pk")})
        if live:
            editions = editions.filter(state=State.PUBLISHED)
        condition |= Q(Exists(editions))
    return condition
