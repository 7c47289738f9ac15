"""What was done: to accounts and around signing in, and to content, in one order of time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db.models import Q, QuerySet, Value
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.models import AuditEntry

from .models import Kind, SecurityEvent, User

PER_PAGE = 40
CONTENT = "content"
# Actions of content as readers of the page know them; others as their history calls them.
ACTIONS = {
    "create": _("Draft made"),
    "draft": _("Draft made from an edition"),
    "edit": _("Draft saved"),
    "discard": _("Draft thrown away"),
    "submit": _("Submitted for approval"),
    "return": _("Returned"),
    "take back": _("Taken back"),
    "approve": _("Approved"),
    "assign": _("Assigned"),
    "schedule": _("Scheduled"),
    "unschedule": _("Taken off the schedule"),
    "publish": _("Published"),
    "publish in emergency": _("Published in an emergency"),
    "confirm": _("Emergency publication approved"),
    "withdraw": _("Withdrawn"),
    "remove": _("Removed"),
    "restore": _("Restored"),
    "translation": _("Translation compared with the English text"),
    "attach": _("File attached"),
    "correct": _("Corrected"),
    "plan": _("Planned"),
}


@dataclass(frozen=True)
class AuditFilter:
    """`kind` is a Kind, CONTENT, or empty; `day` is one of the portal's time zone."""

    person: User | None = None
    kind: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Entry:
    at: datetime
    what: str
    by: User | None
    by_portal: bool = False
    about: User | None = None
    subject: str = ""
    network: str = ""
    device: str = ""
    detail: str = ""


def _of_day(rows: QuerySet, day: date | None) -> QuerySet:
    if day is None:
        return rows
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    return rows.filter(at__gte=midnight, at__lt=midnight + timedelta(days=1))


def _events(wanted: AuditFilter) -> QuerySet:
    rows = _of_day(SecurityEvent.objects.all(), wanted.day)
    if wanted.person:
        rows = rows.filter(Q(about=wanted.person) | Q(by=wanted.person))
    return rows.filter(kind=wanted.kind) if wanted.kind else rows


def _actions(wanted: AuditFilter) -> QuerySet:
    rows = _of_day(AuditEntry.objects.all(), wanted.day)
    return rows.filter(by=wanted.person) if wanted.person else rows


class Trail:
    """The rows that somebody may see, newest first; sliced and counted by a paginator.

    Reads as many queries for ten rows as for ten thousand: a count of each kind, one page of
    keys, and the rows of that page.
    """

    def __init__(self, wanted: AuditFilter, *, security: bool, content: bool):
        self._sources = {}
        if security and wanted.kind != CONTENT:
            self._sources["security"] = _events(wanted)
        if content and wanted.kind in ("", CONTENT):
            self._sources["content"] = _actions(wanted)

    def count(self) -> int:
        return sum(rows.count() for rows in self._sources.values())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Entry]:
        keys = [
            rows.order_by().values_list("at", "pk", Value(source))
            for source, rows in self._sources.items()
        ]
        if not keys:
            return []
        joined = keys[0].union(*keys[1:], all=True) if len(keys) > 1 else keys[0]
        # Columns by their place: the parts of a union have names of their own.
        found = list(joined.order_by("-at", "-pk")[wanted])
        read = {
            ("security", e.pk): _of_event(e)
            for e in SecurityEvent.objects.select_related("about", "by").filter(
                pk__in=[pk for _at, pk, source in found if source == "security"]
            )
        } | {
            ("content", e.pk): _of_action(e)
            for e in AuditEntry.objects.select_related("by").filter(
                pk__in=[pk for _at, pk, source in found if source == "content"]
            )
        }
        return [read[source, pk] for _at, pk, source in found]


def _of_event(event: SecurityEvent) -> Entry:
    return Entry(
        at=event.at,
        what=Kind(event.kind).label,
        by=event.by,
        about=event.about if event.about_id != event.by_id else None,
        network=event.network,
        device=event.device,
        detail=event.detail,
    )


def _of_action(entry: AuditEntry) -> Entry:
    try:
        kind = apps.get_model(entry.kind)._meta.verbose_name
    except (LookupError, ValueError):  # a kind of content that the portal no longer has
        kind = entry.kind
    return Entry(
        at=entry.at,
        what=ACTIONS.get(entry.action) or capfirst(entry.action_label),
        by=entry.by,
        by_portal=entry.by_id is None,
        subject=f"{kind}: {entry.document} ({entry.edition_number})",
        detail=entry.reason,
    )
