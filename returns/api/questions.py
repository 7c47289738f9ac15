"""What may be asked, parameter by parameter: the names are those of the pages' addresses."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import BeforeValidator, Field

from iomiran.common.languages.chain import FALLBACK
from returns.filters import ReturnsFilter
from returns.models.dimensions import AgeGroup, CountryFrom, Documentation, Manner, Sex
from returns.queries import Holding

from .problems import ProblemError, refusal_of, refused

PAGE_SIZE = 100
LARGEST_PAGE = 1000
LAST_NUMBER = 1_000_000
FORMATS = ("json", "csv")
CODE = r"^[a-z0-9-]{1,80}$"
YEAR = r"(?:19(?:79|[89][0-9])|20[0-9]{2}|2100)"
# A year, a month or a day that exists.
DATE = (
    rf"^(?:{YEAR}(?:-(?:0[1-9]|1[0-2]))?"
    rf"|{YEAR}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"|(?:19(?:8[048]|9[26])|20(?:[02468][048]|[13579][26]))-02-29)$"
)
DATE_FORMS = ["2021", "2021-06", "2021-06-24"]


def _whole(value: Any) -> Any:
    """Digits alone: what Python would also read ("1_000", " 5 ") is no number in an address."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError("not a whole number")
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
ReleaseNumber = Annotated[int, Field(ge=1, le=LAST_NUMBER), BeforeValidator(_whole)]
Format = Literal["json", "csv"]


class Question(Schema):
    """What every address of the API understands."""

    format: Format | None = Field(
        None,
        description=gettext_noop(
            "Form of the answer. Without it the Accept header decides, and JSON is the default."
        ),
    )
    language: Literal[*FALLBACK] = Field(
        "en",
        description=gettext_noop(
            "Language of texts: English, Persian, Dari or Pashto. A text that is not there in it "
            "comes in the nearest one that is. Codes, dates and numbers never change."
        ),
    )


class ListQuestion(Question):
    """What every list understands."""

    limit: Whole = Field(
        PAGE_SIZE,
        ge=1,
        le=LARGEST_PAGE,
        description=gettext_noop("Most rows on one page."),
        examples=[PAGE_SIZE],
    )
    cursor: str | None = Field(
        None,
        max_length=500,
        json_schema_extra={"format": "cursor"},
        description=gettext_noop(
            "Where to go on, as the page before gave it in `next` and in its Link header. "
            "Take it as it is; its inside may change."
        ),
    )


class Filters(ListQuestion):
    """The dimensions of an observation, and its period."""

    series: str | None = Field(None, pattern=CODE, description=gettext_noop("Code of a series."))
    from_: str | None = Field(
        None,
        alias="from",
        pattern=DATE,
        examples=["2021"],
        description=gettext_noop(
            "First day: a year, a month or a day. Only periods that lie wholly inside are given."
        ),
    )
    to: str | None = Field(
        None,
        pattern=DATE,
        examples=["2021-06"],
        description=gettext_noop("Last day: a year, a month or a day, taken to its end."),
    )
    country: Literal[*CountryFrom.values] | None = Field(
        None,
        description=gettext_noop("Country returned from. IRN_PAK is both together, as counted."),
    )
    documentation: Literal[*Documentation.values] | None = Field(
        None, description=gettext_noop("Whether the people counted had documents.")
    )
    manner: Literal[*Manner.values] | None = Field(
        None, description=gettext_noop("Manner of return.")
    )
    sex: Literal[*Sex.values] | None = Field(None, description=gettext_noop("Sex."))
    age: Literal[*AgeGroup.values] | None = Field(
        None, description=gettext_noop("Age group. Write 60+ as 60%2B.")
    )
    place: str | None = Field(
        None,
        pattern=CODE,
        description=gettext_noop(
            "Code of a place; `everywhere` is all places of a series together."
        ),
    )

    def filter(self) -> ReturnsFilter:
        """Raises ProblemError for bounds in the wrong order."""
        given = self.model_dump(
            by_alias=True, exclude_none=True, exclude=set(Question.model_fields)
        )
        found, ignored = ReturnsFilter.from_querystring(urlencode(given))
        if ignored:
            raise ProblemError("parameter", *_explained(ignored))
        return found


def _explained(ignored) -> tuple:
    """(detail, refusals) of what the filter could not use after its forms were found right."""
    refusals = [
        refusal_of(
            part.name,
            part.value,
            part.allowed,
            _("“to” lies before “from”.") if part.name == "to" else "",
        )
        for part in ignored
    ]
    return refusals[0].detail, *refusals


def allowed(model: type[Schema], name: str) -> list[str]:
    """What the parameter `name` takes: its values, or examples of their form."""
    if name in ("from", "to"):
        return DATE_FORMS
    schema = model.model_json_schema(by_alias=True)["properties"].get(name, {})
    for part in (schema, *schema.get("anyOf", ())):
        if "enum" in part:
            return [str(value) for value in part["enum"]]
        if "maximum" in part:
            return [f"{part['minimum']}–{part['maximum']}"]
    return []


def check_names(request, model: type[Schema]) -> None:
    """Refuse what is not known, given twice or empty: a misspelt filter must not answer."""
    names = [field.alias or name for name, field in model.model_fields.items()]
    for name, values in request.GET.lists():
        if name not in names:
            detail = _("“%(name)s” is not a parameter of this address.") % {"name": name[:80]}
            raise refused(name, values[0], names, detail)
        if len(values) > 1:
            detail = _("“%(name)s” stands in the question more than once.") % {"name": name}
            raise refused(name, values[1], allowed(model, name), detail)
        if not values[0]:
            detail = _("“%(name)s” has no value.") % {"name": name}
            raise refused(name, "", allowed(model, name), detail)


def known_series(held: dict[str, Holding], code: str) -> Holding:
    """Raises ProblemError for a code that no live series has."""
    if code not in held:
        raise refused("series", code, held)
    return held[code]
