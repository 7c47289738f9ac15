"""Terms: the words of the statistics, as this site uses them and whose words they are."""

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router, Schema
from pydantic import Field

from iomiran.common.nav import site_url
from returns import queries
from returns.models import TermEdition
from returns.models.terms import TermGroup

from .answers import Envelope, answer, envelope, table_of
from .problems import not_found
from .questions import CODE, ListQuestion, Question, check_names
from .series import portion

router = Router(tags=["terms"])
Code = Annotated[str, Path(pattern=CODE, description=gettext_noop("Code of a term."))]


class TermOut(Schema):
    """A word and what it means here."""

    code: str = Field(description=gettext_noop("Code of the term; it stays."))
    name: str
    group: Literal[*TermGroup.values]
    short: str = Field(description=gettext_noop("What the word means, in one sentence."))
    definition: str = Field(description=gettext_noop("What must also be known; may be empty."))
    source_name: str = Field(
        description=gettext_noop("Whose word it is; empty: the usage of this site.")
    )
    source_url: str
    see_also: list[str] = Field(description=gettext_noop("Codes of other terms."))
    text_language: str = Field(
        description=gettext_noop("Language of the texts, where the asked one is not there.")
    )
    page_url: str


class TermList(Envelope):
    data: list[TermOut]


def term_out(edition: TermEdition) -> TermOut:
    text = edition.text()
    return TermOut(
        code=edition.document.slug,
        name=text.name,
        group=edition.group,
        short=text.short,
        definition=text.definition or "",
        source_name=edition.source_name,
        source_url=edition.source_url,
        see_also=[term.slug for term in edition.see_also.all()],
        text_language=text.language,
        page_url=site_url(edition.get_absolute_url()),
    )


def _terms() -> list[TermEdition]:
    return [edition for edition in queries.glossary() if edition.text()]


@router.get(
    "terms",
    response=TermList,
    operation_id="listTerms",
    summary=gettext_noop("Terms"),
    description=gettext_noop("The glossary: what the words mean that stand beside the figures."),
)
def term_list(request, asked: Query[ListQuestion]):
    check_names(request, ListQuestion)
    page, cursor = portion(_terms(), asked, "terms", lambda edition: edition.document.slug)
    data = [term_out(edition) for edition in page]
    body = TermList(data=data, **envelope(request, cursor))
    return answer(request, asked, body, table_of(TermOut, data), cursor)


@router.get(
    "terms/{code}",
    response=TermOut,
    operation_id="getTerm",
    summary=gettext_noop("One term"),
    description=gettext_noop("A term by its code."),
)
def term_detail(request, code: Code, asked: Query[Question]):
    check_names(request, Question)
    edition = next((e for e in _terms() if e.document.slug == code), None)
    if edition is None:
        raise not_found(_("There is no term “%(code)s”.") % {"code": code})
    body = term_out(edition)
    return answer(request, asked, body, table_of(TermOut, [body]))
