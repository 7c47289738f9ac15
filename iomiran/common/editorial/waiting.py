"""What waits for a member of staff: open drafts and texts no native speaker has read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Count, IntegerField, Q, QuerySet, Value
from django.urls import reverse
from django.utils.text import capfirst

from iomiran.common.languages.chain import FALLBACK

from .models import Edition
from .states import OPEN, State
from .titles import edition_title

DRAFTS = 10  # of each kind; the rest is in its list


@dataclass(frozen=True)
class Draft:
    title: str
    language: str
    kind: str
    url: str
    at: datetime
    by: Any


@dataclass(frozen=True)
class Unread:
    """One kind of content: (language, number, address of the list) for each column."""

    kind: str
    url: str
    cells: list[tuple[str, int, str]]


@dataclass(frozen=True)
class Waiting:
    """What others submitted and this user may approve; open drafts, newest first; live texts
    still unread, in the languages that have any."""

    approvals: list[Draft]
    drafts: list[Draft]
    languages: list[str]
    unread: list[Unread]


def _empty(column: str) -> Q:
    return Q(**{column: ""}) | Q(**{f"{column}__isnull": True})


def unread(language: str, prose: tuple[str, ...]) -> Q:
    """Editions whose `prose` is there in `language` and that nobody is on record as having read."""
    suffix = language.replace("-", "_")
    condition = _empty(f"native_reader_{suffix}")
    for name in prose:
        condition &= ~_empty(f"{name}_{suffix}")
    return condition


def _counted(model, prose: tuple[str, ...]):
    """One row: the kind, its open editions, and its live unread ones in each language."""
    numbers = {"open": Count("pk", filter=Q(state__in=OPEN))} | {
        language.replace("-", "_"): Count(
            "pk", filter=Q(state=State.PUBLISHED) & unread(language, prose)
        )
        if prose
        else Value(0, output_field=IntegerField())
        for language in FALLBACK
    }
    # Django's own query: modeltranslation's keeps neither the grouping nor the order of columns.
    rows = QuerySet(model).order_by().values(model_label=Value(model._meta.label))
    return rows.annotate(**numbers).values_list("model_label", *numbers)


def waiting_for(user, admins: dict[type, ModelAdmin]) -> Waiting:
    """`admins` as the admin site keeps them; kinds that the user may not see are left out.

    One query counts everything; one more for each kind that has drafts.
    """
    kinds = {
        model._meta.label: (model, model_admin)
        for model, model_admin in admins.items()
        if issubclass(model, Edition)
        and user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    }
    if not kinds:
        return Waiting([], [], [], [])
    first, *others = [_counted(model, found.prose) for model, found in kinds.values()]
    rows = list(first.union(*others, all=True))
    numbers = {label: counts for label, _open, *counts in rows}
    approvals, drafts = [], []
    for label, count, *_unread in rows:
        for edition in _open(kinds[label][0]) if count else ():
            mine = _may_approve(user, edition, kinds[label][1])
            (approvals if mine else drafts).append(_draft(edition, kinds[label][1]))
    languages = [
        code
        for column, code in enumerate(FALLBACK)
        if any(counts[column] for counts in numbers.values())
    ]
    return Waiting(
        approvals=sorted(approvals, key=lambda draft: draft.at),
        drafts=sorted(drafts, key=lambda draft: draft.at, reverse=True),
        languages=languages,
        unread=[
            _row(model, dict(zip(FALLBACK, numbers[label], strict=True)), languages)
            for label, (model, _admin) in kinds.items()
            if any(numbers.get(label, ()))
        ],
    )


def _open(model) -> QuerySet:
    editions = model.objects.open().select_related("document", "edited_by")
    return editions.order_by("-edited_at")[:DRAFTS]


def _may_approve(user, edition: Edition, model_admin: ModelAdmin) -> bool:
    return (
        edition.is_in_review
        and edition.submitted_by_id not in (None, user.pk)
        and user.has_perm(model_admin.publish_permission)
    )


def _draft(edition: Edition, model_admin: ModelAdmin) -> Draft:
    options = edition._meta
    return Draft(
        *edition_title(edition),
        kind=capfirst(options.verbose_name_plural),
        url=model_admin.work_address(edition),
        at=edition.edited_at,
        by=edition.edited_by,
    )


def _row(model, counts: dict[str, int], languages: list[str]) -> Unread:
    options = model._meta
    url = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return Unread(
        kind=capfirst(options.verbose_name_plural),
        url=url,
        cells=[(code, counts[code], f"{url}?unread={code}") for code in languages],
    )
