"""What prose can refer to. Apps register their kinds in AppConfig.ready()."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class CitedFigure:
    """What stands under a text for each figure in it, in ready words: never a number alone."""

    slug: str
    value_text: str
    label: str
    period_text: str
    scope: str
    source: object
    release_text: str
    series_url: str
    language: str


@dataclass(frozen=True)
class Shown:
    """A live figure or page in the words of one language.

    `text` is the figure with its precision word, or the page's title. `forms` are other ways to
    say a figure, by name. `about` is there for figures, `detail` is what an author chooses by.
    """

    slug: str
    text: str
    url: str
    language: str
    title: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    about: CitedFigure | None = None
    detail: str = ""


@dataclass(frozen=True)
class Target:
    """A kind of thing to refer to.

    `load(language)` gives every live one by address, in a number of queries that does not grow
    with them; addresses in it are those of the active language. `gone` is what readers see in
    the place of one that is not live; a page with words of the author's own keeps those.
    `document` and `edition` are the models.
    """

    kind: str
    name: object
    document: type
    edition: type
    load: Callable[[str], dict[str, Shown]]
    gone: object
    forms: tuple[str, ...] = ()

    @property
    def is_figure(self) -> bool:
        return bool(self.forms)


_targets: dict[str, Target] = {}


def register_target(target: Target) -> None:
    _targets[target.kind] = target


def targets() -> dict[str, Target]:
    return dict(_targets)


def target_of(kind: str) -> Target | None:
    return _targets.get(kind)
