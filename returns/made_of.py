"""What is made from the figures of a series: infosheets, as the apps above tell.

They register in AppConfig.ready(), so that the statistics know none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .models import Series


@dataclass(frozen=True)
class MadeOf:
    """One thing that a release of the series makes anew: its title and where staff find it.

    `figures` are the addresses of the headline figures in it, `shows_series` says that it draws
    or lists the counts of the series themselves. `made_in` are codes of languages.
    """

    title: str
    language: str
    url: str
    made_in: tuple[str, ...] = ()
    figures: frozenset[str] = field(default_factory=frozenset)
    shows_series: bool = False


# `find(series=…, figures=…)`: the headline figures of the series by address.
Finder = Callable[..., Iterable[MadeOf]]
_finders: list[Finder] = []


def register_made_of(find: Finder) -> None:
    _finders.append(find)


def made_of(*, series: Series, figures: frozenset[str]) -> list[MadeOf]:
    """Everything that a release of the series makes anew, in the order of the apps."""
    return [one for find in _finders for one in find(series=series, figures=figures)]
