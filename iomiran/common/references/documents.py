"""Pages of the portal as things to link to: by kind and address, shown by their title."""

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .targets import Shown, Target, register_target


def register_page_target(kind: str, edition: type) -> None:
    """`edition` is the model of a kind whose live editions have a page of their own."""

    def load(language: str) -> dict[str, Shown]:
        """One query."""
        live = edition.objects.published().with_document()
        shown = (_shown(one, language) for one in live)
        return {one.slug: one for one in shown if one is not None}

    options = edition._meta
    register_target(
        Target(
            kind=kind,
            name=options.verbose_name_plural,
            document=options.get_field("document").related_model,
            edition=edition,
            load=load,
            gone=_("(page no longer here)"),
        )
    )


def _shown(edition, language: str) -> Shown | None:
    text = edition.text(language)
    if text is None:
        return None
    title = getattr(text, edition.required_text[0])
    with translation.override(language):
        kind = capfirst(edition._meta.verbose_name_plural)
    return Shown(
        slug=edition.document.slug,
        text=title,
        title=title,
        url=edition.get_absolute_url(),
        language=text.language,
        detail=str(kind),
    )
