"""What waits for a member of staff, what for others, and texts no native speaker has read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Count, IntegerField, Q, QuerySet, Value
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import OPEN, State
from iomiran.common.editorial.titles import edition_title
from iomiran.common.languages.chain import FALLBACK

from .troubles import about, put_back_lately

MOST = 20  # of each kind; the rest is in its list
# Public, and waiting for a second person since.
UNCONFIRMED = Q(state=State.PUBLISHED, is_emergency=True, approved_by=None)


@dataclass(frozen=True)
class Task:
    """An edition that somebody must take further.

    `what` says what is to be done, `who` who may or should; `is_mine` that it is this user.
    `problem` says why it did not go public when its time came.
    """

    title: str
    language: str
    kind: str
    url: str
    state: str
    at: datetime
    by: Any
    what: str
    who: str
    is_mine: bool
    is_urgent: bool = False
    public_at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True)
class Unread:
    """One kind of content: (language, number, address of the list) for each column."""

    kind: str
    url: str
    cells: list[tuple[str, int, str]]


@dataclass(frozen=True)
class Waiting:
    """What this user must do, the longest waiting first; what others must, newest first; what
    goes public by itself, the next first; live texts still unread, by language."""

    mine: list[Task]
    others: list[Task]
    scheduled: list[Task]
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
    numbers = {"open": Count("pk", filter=Q(state__in=OPEN) | UNCONFIRMED)} | {
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

    One query counts everything, one finds what was put back; one more for each kind that has
    drafts.
    """
    kinds = {
        model._meta.label: (model, model_admin)
        for model, model_admin in admins.items()
        if issubclass(model, Edition)
        and user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    }
    if not kinds:
        return Waiting([], [], [], [], [])
    first, *others = [_counted(model, found.prose) for model, found in kinds.values()]
    rows = list(first.union(*others, all=True))
    numbers = {label: counts for label, _open, *counts in rows}
    problems = put_back_lately()
    tasks = [
        task_of(edition, kinds[label][1], user, problems)
        for label, count, *_unread in rows
        if count
        for edition in _waiting(kinds[label][0])
    ]
    timed = [task for task in tasks if task.public_at]
    waiting = [task for task in tasks if not task.public_at]
    languages = [
        code
        for column, code in enumerate(FALLBACK)
        if any(counts[column] for counts in numbers.values())
    ]
    return Waiting(
        mine=sorted((t for t in waiting if t.is_mine), key=lambda t: (not t.is_urgent, t.at)),
        others=sorted((t for t in waiting if not t.is_mine), key=lambda t: t.at, reverse=True),
        scheduled=sorted(timed, key=lambda t: t.public_at),
        languages=languages,
        unread=[
            _row(model, dict(zip(FALLBACK, numbers[label], strict=True)), languages)
            for label, (model, _admin) in kinds.items()
            if any(numbers.get(label, ()))
        ],
    )


def _waiting(model) -> QuerySet:
    people = ("edited_by", "submitted_by", "assigned_to", "published_by", "bundle")
    editions = model.objects.filter(Q(state__in=OPEN) | UNCONFIRMED)
    return editions.select_related("document", *people).order_by("-edited_at")[:MOST]


def task_of(edition: Edition, model_admin: ModelAdmin, user, problems=()) -> Task:
    """What `user` reads about an edition that waits."""
    options = edition._meta
    may_publish = user.has_perm(model_admin.publish_permission)
    may_write = user.has_perm(f"{options.app_label}.change_{options.model_name}")
    own = user.pk in (edition.edited_by_id, edition.submitted_by_id)
    at = edition.edited_at
    match edition.state:
        case State.DRAFT:
            what, who = _("Draft: finish it and submit it"), edition.edited_by
            is_mine = may_write and (own or edition.edited_by_id is None)
        case State.IN_REVIEW:
            what, who, at = _("Read it; approve it or return it"), None, edition.submitted_at
            is_mine = may_publish and not own
        case State.READY:
            what, who, at = _("Approved: publish it or give it a time"), None, edition.approved_at
            is_mine = may_publish
        case State.SCHEDULED:
            what, who, is_mine = _("Goes public by itself"), None, False
        case _:
            what, who = _("Published in an emergency: read it and confirm it"), None
            is_mine = may_publish and not own and user.pk != edition.published_by_id
    who = edition.assigned_to or who
    if edition.assigned_to_id:
        is_mine = edition.assigned_to_id == user.pk
    return Task(
        *edition_title(edition),
        kind=capfirst(options.verbose_name_plural),
        url=model_admin.work_address(edition),
        state=edition.state,
        at=at,
        by=edition.edited_by,
        what=what,
        who=str(who) if who else _expected(edition),
        is_mine=is_mine,
        is_urgent=edition.awaits_second_person,
        public_at=public_at(edition),
        problem=_problem_of(edition, problems),
    )


def _problem_of(edition: Edition, problems) -> str:
    """Until somebody takes the next step, the reason is what to do next."""
    if edition.state not in (State.DRAFT, State.READY):
        return ""
    return dict(problems).get(about(edition), "")


def public_at(edition: Edition) -> datetime | None:
    """When it goes public by itself: its own time, or that of its bundle."""
    if edition.state != State.SCHEDULED:
        return None
    return edition.scheduled_for or (edition.bundle.scheduled_for if edition.bundle else None)


def _expected(edition: Edition) -> str:
    """Who it waits for where it is nobody in particular."""
    if edition.state == State.DRAFT:
        return _("whoever writes it")
    if edition.state == State.SCHEDULED:
        return ""
    return _("a colleague who may publish")


def _row(model, counts: dict[str, int], languages: list[str]) -> Unread:
    options = model._meta
    url = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return Unread(
        kind=capfirst(options.verbose_name_plural),
        url=url,
        cells=[(code, counts[code], f"{url}?unread={code}") for code in languages],
    )
