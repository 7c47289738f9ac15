"""The words of an edition in one language, chosen for the whole text and never by field."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.fields import RichTextField
from iomiran.common.languages.chain import FALLBACK, direction
from iomiran.common.references.resolving import figures_in, resolved, resolved_words
from iomiran.common.references.targets import CitedFigure


def translated_fields(model) -> tuple[str, ...]:
    """Names of the fields that the model keeps in one column per language."""
    return tuple(translator.get_options_for_model(model).get_field_names())


@dataclass(frozen=True)
class LocalizedText:
    """An object read in one language: `text.title`, with the language that was found.

    `requested` is the language asked for; where `language` differs, the page says so and
    marks the text with `language` and `direction`.
    """

    source: Any
    language: str
    requested: str

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self.source.refers_in:
            return self._resolved(name)
        if name in translated_fields(type(self.source)):
            return self._written(name)
        raise AttributeError(f"{type(self.source).__name__} keeps no translated field {name!r}")

    def _written(self, name: str):
        return getattr(self.source, build_localized_fieldname(name, self.language)) or ""

    def _resolved(self, name: str) -> str:
        """With figures and pages in the place of the marks that the author wrote."""
        written = self._written(name)
        if "{" not in written:
            return written
        rich = isinstance(type(self.source)._meta.get_field(name), RichTextField)
        return (resolved if rich else resolved_words)(written, self.language)

    def cited(self, *names: str) -> list[CitedFigure]:
        """The live figures in the fields `names`, or in all, in order: in the page's language."""
        texts = map(self._written, names or self.source.refers_in)
        return [figure.about for figure in figures_in(texts, self.requested)]

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_fallback(self) -> bool:
        return self.language != self.requested


class TranslatedMixin:
    """For models registered with modeltranslation: whole-text fallback.

    `required_text` names the fields without which a language counts as not there. `refers_in`
    names those in which figures and pages may be referred to.
    """

    required_text: tuple[str, ...] = ()
    refers_in: tuple[str, ...] = ()

    def has_language(self, language: str) -> bool:
        return all(
            getattr(self, build_localized_fieldname(name, language)) for name in self.required_text
        )

    def languages(self) -> list[str]:
        """Codes of the languages in which this text is complete, in the site's order."""
        return [code for code in FALLBACK if self.has_language(code)]

    def text(self, language: str | None = None) -> LocalizedText | None:
        """This text in `language` or the next of its fallback chain; None when in none of them."""
        requested = language or get_language() or "en"
        for code in FALLBACK.get(requested, ("en",)):
            if self.has_language(code):
                return LocalizedText(self, code, requested)
        return None
