"""What somebody typed into a form that cannot be saved any more, to be copied from the screen."""

from dataclasses import dataclass

from django.http import QueryDict

from iomiran.common.richtext import plain_text

from .meeting import SEEN

MACHINERY = ("csrfmiddlewaretoken", SEEN, "password", "code", "next", "_")
SHORT = 12  # characters: a choice or a date is chosen again sooner than copied


@dataclass(frozen=True)
class Typed:
    name: str
    text: str


def typed_texts(data: QueryDict) -> list[Typed]:
    """The longer texts of a form as posted, without what machines and secrets need."""
    return [
        Typed(name, value)
        for name, value in data.items()
        if not name.startswith(MACHINERY)
        and "password" not in name
        and not name.endswith("_FORMS")
        and len(plain_text(value)) > SHORT
    ]
