"""Series: who counts what, where and how."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router, Schema
from pydantic import Field

from iomiran.common.nav import site_url
from returns import queries
from returns.models.dimensions import Count, Frequency, Kind, Unit
from returns.presenters.series import licence_text
from returns.queries import Holding, SeriesAnswer

from .addresses import observations_url, release_url, releases_url
from .answers import Envelope, SourceOut, answer, envelope, table_of
from .cursors import Position, cursor_for, position_of
from .problems import ProblemError, not_found
from .questions import CODE, ListQuestion, Question, check_names

router = Router(tags=["series"])
Slug = Annotated[str, Path(pattern=CODE, description=gettext_noop("Code of a series."))]


class LiveRelease(Schema):
    """The release that is live now."""

    number: int
    published_at: datetime
    provisional: bool
    url: str


class SeriesOut(Schema):
    """A series. Figures of two counts never share a line, an axis or a sum."""

    code: str = Field(description=gettext_noop("Code of the series; it stays."))
    title: str
    scope: str = Field(
        description=gettext_noop("Who counts what, where: say it wherever you show a figure.")
    )
    caveat: str = Field(description=gettext_noop("What must be known before using it."))
    method: str
    count: Literal[*Count.values] = Field(
        description=gettext_noop("Which of the counts it is; two counts are never added.")
    )
    unit: Literal[*Unit.values] = Field(description=gettext_noop("What one is."))
    kind: Literal[*Kind.values] = Field(
        description=gettext_noop(
            "How periods relate. Only those of `interval` may be added over time."
        )
    )
    frequency: Literal[*Frequency.values]
    publisher: str
    licence: str = Field(
        description=gettext_noop("Licence of the data, or that rights remain with the source.")
    )
    contact: str
    source: SourceOut
    first: date = Field(description=gettext_noop("First day of the data."))
    last: date = Field(description=gettext_noop("Last day of the data."))
    observations: int = Field(description=gettext_noop("How many counts the live release has."))
    release: LiveRelease
    text_language: str = Field(
        description=gettext_noop("Language of the texts, where the asked one is not there.")
    )
    page_url: str = Field(description=gettext_noop("The page of the series, for people."))
    observations_url: str
    releases_url: str
    csv_url: str = Field(description=gettext_noop("The whole series as one file."))
    xlsx_url: str


class SeriesList(Envelope):
    data: list[SeriesOut]


def source_of(edition) -> SourceOut:
    """The source of anything that is Sourced."""
    return SourceOut(
        name=edition.source_name,
        publisher=edition.source_publisher,
        date=str(edition.source_date),
        url=edition.source_url,
        level=edition.level,
        quoted=edition.source_quoted,
    )


def series_out(found: SeriesAnswer) -> SeriesOut:
    edition, release, text = found.edition, found.release, found.edition.text()
    slug = edition.document.slug
    return SeriesOut(
        code=slug,
        title=text.title,
        scope=edition.scope_sentence(),
        caveat=text.caveat,
        method=text.method,
        **{
            name: getattr(edition, name)
            for name in ("count", "unit", "kind", "frequency", "publisher", "contact")
        },
        licence=licence_text(edition),
        source=source_of(edition),
        first=found.first,
        last=found.last,
        observations=found.size,
        release=LiveRelease(
            number=release.number,
            published_at=release.published_at,
            provisional=release.provisional,
            url=release_url(slug, release.number),
        ),
        text_language=text.language,
        page_url=site_url(edition.get_absolute_url()),
        observations_url=observations_url(slug),
        releases_url=releases_url(slug),
        csv_url=site_url(reverse("returns:series_csv", args=[slug])),
        xlsx_url=site_url(reverse("returns:series_xlsx", args=[slug])),
    )


def holding_at(slug: str) -> Holding:
    """A live series by its code. Raises ProblemError where there is none, or none any more."""
    edition = queries.series_page(slug)
    if edition is None:
        raise not_found(_("There is no series “%(code)s”.") % {"code": slug})
    if edition.is_removed:
        raise ProblemError("removed", _("This series is no longer part of the portal."))
    if edition.is_withdrawn:
        raise ProblemError("withdrawn", edition.withdrawal_reason)
    release = queries.live_release(edition)
    if release is None:
        raise not_found(_("The series “%(code)s” has no live release.") % {"code": slug})
    return Holding(edition, release)


def portion(
    rows: list, asked: ListQuestion, question: str, name, release: int = 0
) -> tuple[list, str]:
    """(rows of the page, cursor of the next) of a list that is short enough to hold.

    `name(row)` is what stays the same of a row from one content generation to the next;
    `release` is the one that all rows are of, where they are of one.
    """
    position = position_of(asked.cursor, question)
    start = 0
    if position:
        names = [name(row) for row in rows]
        if position.after not in names or position.release != release:
            detail = _("The data are others than on the page before. Begin again.")
            raise ProblemError("changed", detail)
        start = names.index(position.after) + 1
    page = rows[start : start + asked.limit]
    if start + asked.limit >= len(rows):
        return page, ""
    return page, cursor_for(Position("", release, name(page[-1])), question)


@router.get(
    "series",
    response=SeriesList,
    operation_id="listSeries",
    summary=gettext_noop("All series"),
    description=gettext_noop("Every live series with its scope, caveat, release and addresses."),
)
def series_list(request, asked: Query[ListQuestion]):
    check_names(request, ListQuestion)
    rows = [found for found in queries.series_list() if found.edition.text()]
    page, cursor = portion(rows, asked, "series", lambda found: found.edition.document.slug)
    data = [series_out(found) for found in page]
    body = SeriesList(data=data, **envelope(request, cursor))
    return answer(request, asked, body, table_of(SeriesOut, data), cursor)


@router.get(
    "series/{slug}",
    response=SeriesOut,
    operation_id="getSeries",
    summary=gettext_noop("One series"),
    description=gettext_noop("A live series by its code."),
)
def series_detail(request, slug: Slug, asked: Query[Question]):
    check_names(request, Question)
    holding_at(slug)
    answers = [row for row in queries.series_list() if row.edition.document.slug == slug]
    if not answers:
        raise not_found(_("The series “%(code)s” has no counts.") % {"code": slug})
    (found,) = answers
    body = series_out(found)
    return answer(request, asked, body, table_of(SeriesOut, [body]))
