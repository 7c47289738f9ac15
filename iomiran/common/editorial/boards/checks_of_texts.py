"""The checks of house-keeping that hold for every kind of text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from iomiran.common.editorial.translations import translations_behind
from iomiran.common.files.models import Picture
from iomiran.common.files.usage import used
from iomiran.common.languages.bidi import isolate, joined
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.info import own_name
from iomiran.common.languages.numbers import format_number
from iomiran.common.links.finding import links_of
from iomiran.common.links.models import CheckedLink
from iomiran.common.links.resolving import Addresses
from iomiran.common.references.checking import broken_references

from .housekeeping import Desk, Finding, about, register_check
from .review_dates import review_date
from .waiting import waiting_for


def due_for_review(desk: Desk) -> Iterator[Finding]:
    today = localdate()
    due = [(review_date(edition), edition) for edition in desk.editions]
    late = [(day, edition) for day, edition in due if day and day <= today]
    for day, edition in sorted(late, key=lambda one: one[0]):
        yield about(edition, _("Due since %(date)s.") % {"date": format_date(day, both=False)})


def references_to_nothing(desk: Desk) -> Iterator[Finding]:
    for broken in broken_references():
        yield about(broken.edition, f"{{{broken.mark}}}")


def waiting_for_second_person(desk: Desk) -> Iterator[Finding]:
    for edition in desk.editions:
        if edition.awaits_second_person:
            day = format_date(edition.published_at, both=False)
            yield about(edition, _("Published in an emergency on %(date)s.") % {"date": day})


def translations_to_mend(desk: Desk) -> Iterator[Finding]:
    for edition in desk.editions:
        if behind := translations_behind(edition):
            names = joined(isolate(own_name(code)) for code, _since in behind)
            yield about(
                edition, _("Older than the English text: %(languages)s.") % {"languages": names}
            )


def broken_links(desk: Desk) -> Iterator[Finding]:
    addresses = Addresses(desk.editions)
    for edition in desk.editions:
        for link in links_of(edition):
            if link.path and addresses.leads_nowhere(link.path):
                yield about(edition, isolate(link.url))


def broken_external_links(desk: Desk) -> Iterator[Finding]:
    broken = {link.url: link for link in CheckedLink.objects.all() if link.is_broken}
    for edition in desk.editions if broken else ():
        for link in links_of(edition):
            if checked := broken.get(link.url):
                answer = format_number(checked.status) if checked.status else checked.problem
                says = _("%(address)s answered on %(date)s: %(answer)s")
                yield about(
                    edition,
                    says
                    % {
                        "address": isolate(link.url),
                        "date": format_date(checked.checked_at, both=False),
                        "answer": isolate(answer),
                    },
                )


@dataclass(frozen=True)
class External:
    """An address elsewhere that public texts link to; `checked` is None before it was asked."""

    url: str
    uses: int
    checked: CheckedLink | None


def external_links(desk: Desk) -> list[External]:
    found = Counter(link.url for e in desk.editions for link in links_of(e) if not link.path)
    checked = {link.url: link for link in CheckedLink.objects.all()}
    return [External(url, uses, checked.get(url)) for url, uses in sorted(found.items())]


def pictures_without_words(desk: Desk) -> Iterator[Finding]:
    if not desk.may_see(Picture):
        return
    for picture in Picture.objects.filter(used(live=True)).select_related("upload"):
        if missing := picture.undescribed():
            names = joined(isolate(own_name(code)) for code in missing)
            url = reverse("admin:common_picture_change", args=[picture.pk])
            says = _("No alternative text in: %(languages)s.") % {"languages": names}
            yield Finding(str(picture), url, says)


def unread_texts(desk: Desk) -> Iterator[Finding]:
    for kind in waiting_for(desk.user, desk.admins).unread:
        for code, count, url in kind.cells:
            if count:
                says = ngettext(
                    "%(number)s text in %(language)s", "%(number)s texts in %(language)s", count
                )
                language = isolate(own_name(code))
                yield Finding(
                    kind.kind, url, says % {"number": format_number(count), "language": language}
                )


def register() -> None:
    register_check(
        "emergency",
        gettext_lazy("Emergency publications that wait for a second person"),
        waiting_for_second_person,
        advice=gettext_lazy("Somebody else than who published it reads it and confirms it."),
        order=10,
    )
    register_check(
        "review",
        gettext_lazy("Due for another look"),
        due_for_review,
        advice=gettext_lazy(
            "Read it. Make a draft, mend what has changed or set the day for the next look, and "
            "have it published."
        ),
        order=20,
    )
    register_check(
        "translations",
        gettext_lazy("Translations older than the English text"),
        translations_to_mend,
        advice=gettext_lazy("Compare the two and mend the translation, or say that it still fits."),
        order=30,
    )
    register_check(
        "links",
        gettext_lazy("Links of the portal that lead nowhere"),
        broken_links,
        advice=gettext_lazy("Make a draft and mend or remove the link."),
        order=40,
    )
    register_check(
        "references",
        gettext_lazy("Figures and pages named in texts that readers cannot see"),
        references_to_nothing,
        advice=gettext_lazy("Make a draft and mend or remove the link."),
        order=45,
    )
    register_check(
        "external-links",
        gettext_lazy("Links elsewhere that no longer answer"),
        broken_external_links,
        advice=gettext_lazy("Look yourself first: some sites refuse machines."),
        order=50,
    )
    register_check(
        "alternative-text",
        gettext_lazy("Pictures on public pages without a description"),
        pictures_without_words,
        advice=gettext_lazy("Write what the picture shows, for a reader who cannot see it."),
        order=60,
    )
    register_check(
        "unread",
        gettext_lazy("Texts no native speaker has read yet"),
        unread_texts,
        advice=gettext_lazy(
            "Have them read, and enter the reader’s name in the form of the draft."
        ),
        order=90,
    )
