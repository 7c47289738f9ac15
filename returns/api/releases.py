"""Releases of a series: each stays readable, unless it was withdrawn."""

from datetime import datetime
from typing import Annotated, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router, Schema
from pydantic import Field

from iomiran.common.editorial.states import State
from iomiran.common.nav import site_url
from returns import presenters, queries
from returns.models import Release
from returns.queries import Holding

from .addresses import observations_url, release_url
from .answers import Envelope, answer, envelope, table_of
from .problems import not_found
from .questions import LAST_NUMBER, ListQuestion, Question, check_names
from .series import Slug, holding_at, portion

router = Router(tags=["releases"])
Number = Annotated[
    int, Path(ge=1, le=LAST_NUMBER, description=gettext_noop("Number of a release."))
]
STATES = (State.PUBLISHED.value, State.SUPERSEDED.value, State.WITHDRAWN.value)


class ReleaseOut(Schema):
    """One dated edition of a series."""

    series: str
    number: int
    state: Literal[*STATES] = Field(
        description=gettext_noop("published: live now; superseded: followed by another.")
    )
    published_at: datetime
    provisional: bool
    notes: str = Field(description=gettext_noop("What is new in it."))
    withdrawal_reason: str = Field(description=gettext_noop("Empty unless it was withdrawn."))
    findings: list[str] = Field(
        description=gettext_noop("Where the source does not add up, in sentences.")
    )
    url: str
    observations_url: str | None = Field(
        description=gettext_noop("Its counts; null where it was withdrawn.")
    )
    page_url: str = Field(
        description=gettext_noop("The page of the release, for people: its address never changes.")
    )


class ReleaseList(Envelope):
    data: list[ReleaseOut]


def release_out(holding: Holding, release: Release) -> ReleaseOut:
    slug, text = holding.slug, release.text()
    withdrawn = queries.was_withdrawn(release)
    return ReleaseOut(
        series=slug,
        number=release.number,
        state=State.WITHDRAWN if withdrawn else release.state,
        published_at=release.published_at,
        provisional=release.provisional,
        notes=text.notes if text and not withdrawn else "",
        withdrawal_reason=release.withdrawal_reason if withdrawn else "",
        findings=[] if withdrawn else presenters.finding_texts(release.findings),
        url=release_url(slug, release.number),
        observations_url=None if withdrawn else observations_url(slug, release=release.number),
        page_url=site_url(reverse("returns:release_detail", args=[slug, release.number])),
    )


@router.get(
    "series/{slug}/releases",
    response=ReleaseList,
    operation_id="listReleases",
    summary=gettext_noop("Releases of a series"),
    description=gettext_noop("All releases that are or were public, newest first."),
)
def release_list(request, slug: Slug, asked: Query[ListQuestion]):
    check_names(request, ListQuestion)
    holding = holding_at(slug)
    rows = list(queries.releases_of(holding.edition))
    question = f"releases of {slug}"
    page, cursor = portion(rows, asked, question, lambda release: str(release.number))
    data = [release_out(holding, release) for release in page]
    body = ReleaseList(data=data, **envelope(request, cursor))
    return answer(request, asked, body, table_of(ReleaseOut, data), cursor)


@router.get(
    "series/{slug}/releases/{number}",
    response=ReleaseOut,
    operation_id="getRelease",
    summary=gettext_noop("One release"),
    description=gettext_noop("A release that is or was public; of a withdrawn one, the reason."),
)
def release_detail(request, slug: Slug, number: Number, asked: Query[Question]):
    check_names(request, Question)
    holding = holding_at(slug)
    release = queries.release_numbered(holding.edition, number)
    if release is None:
        raise not_found(_("The series has no release %(number)s.") % {"number": number})
    body = release_out(holding, release)
    return answer(request, asked, body, table_of(ReleaseOut, [body]))
