"""What is known of a document, in words. It is never called false: that nobody can tell by this."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from iomiran.common.files.presenting import FileView, file_view
from iomiran.common.languages.bidi import bdi
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.info import own_name
from programmes.related import related_programmes
from publications.codes import printed
from publications.models import IssuedFile, PublicationEdition
from publications.models.files import lasting_url
from publications.verification import Standing, Verified
from returns.presenters.words import release_text

KINDS = {Standing.CURRENT: "success", Standing.UNKNOWN: "info"}


@dataclass(frozen=True)
class Verdict:
    """`says` is how the document was recognised, `since` what became of it. `links` are elements,
    `file` is what to read in place of it or, where it is current, the document itself.
    """

    heading: str
    kind: str
    says: SafeString | str
    since: list[SafeString | str] = field(default_factory=list)
    facts: list[tuple[str, SafeString | str]] = field(default_factory=list)
    file: FileView | None = None
    links: list[SafeString] = field(default_factory=list)
    protection: bool = False


def about_the_form() -> str:
    return _(
        "The documents of this portal have codes. Type the code or choose the file, and read "
        "whether it is from this portal, and still current."
    )


def no_code() -> str:
    return _("This is no code: one has nine letters and digits. Please look at it again.")


def no_file() -> str:
    return _("No file has come. Choose one and try again.")


def too_large(most: str) -> str:
    return _("The file is larger than %(size)s. No document of this portal is so large.") % {
        "size": most
    }


def busy() -> str:
    return _("Other files are being checked at this moment. Please try again in a few seconds.")


def many() -> str:
    return _("Many files came from your network within a minute. Please wait for the next minute.")


def verdict(found: Verified, code: str) -> Verdict:
    """`code` is "" where the file itself was checked."""
    heading = {
        Standing.CURRENT: _("From this portal, and current"),
        Standing.REPLACED: _("From this portal, but replaced"),
        Standing.WITHDRAWN: _("From this portal, but withdrawn"),
        Standing.UNKNOWN: _("Not known to this portal"),
    }[found.standing]
    kind = KINDS.get(found.standing, "warning")
    if found.issued is None:
        return Verdict(heading, kind, _unknown(code), links=_ways_on())
    return Verdict(
        heading,
        kind,
        _recognised(code),
        since=_since(found),
        facts=_facts(found),
        file=_file(found),
        links=_links(found),
        protection=_is_protected(found.edition),
    )


def _code(code: str) -> SafeString:
    return format_html('<bdi class="nowrap" dir="ltr">{}</bdi>', printed(code))


def _recognised(code: str) -> str:
    if not code:
        return _("The file is the same, to the last byte, as one that this portal handed out.")
    return format_html(
        _(
            "This portal handed out a document with the code {code}. Anybody can copy a code: "
            "compare what stands here with the document that you have, or check the file itself."
        ),
        code=_code(code),
    )


def _unknown(code: str) -> str:
    if not code:
        return _(
            "No document on record here is the same to the last byte. A file that was saved anew, "
            "printed, scanned or made smaller is no longer the same: try its code. Of pictures and "
            "files of figures there is no record."
        )
    return format_html(
        _(
            "No document on record here has the code {code}. It may have been mistyped: look at it "
            "again, or check the file itself."
        ),
        code=_code(code),
    )


def _ways_on() -> list[SafeString]:
    return [
        _link(reverse("publications:publication_list"), _("Look for the document in the library")),
        _link(reverse("pages:verify"), _("Check whether a message is genuine")),
    ]


def _since(found: Verified) -> list:
    if found.standing == Standing.WITHDRAWN:
        if not found.reason:
            return [_("It is no longer offered. Please do not quote it as current.")]
        day = format_date(localdate(found.withdrawn_at))
        return [
            _("It was withdrawn on %(day)s.") % {"day": day},
            bdi(found.reason),
            _("Please do not quote it as current."),
        ]
    if found.successor:
        return [_("A newer publication came in its place.")]
    if found.outdated_at:
        day = format_date(localdate(found.outdated_at))
        return [_("The figures that it shows were replaced on %(day)s.") % {"day": day}]
    if found.issued.replaced_at is None:
        return []
    day = {"day": format_date(localdate(found.issued.replaced_at))}
    if found.issued.publication and found.current is None:
        return [_("Its publication has not offered it since %(day)s.") % day]
    return [_("Another version came in its place on %(day)s: please use that one.") % day]


def _facts(found: Verified) -> list[tuple[str, SafeString | str]]:
    issued = found.issued
    rows = [
        (_("Title"), _title(found.edition) if found.edition else ""),
        (_("Figures"), release_text(found.release) if found.release else ""),
        (_("Language"), bdi(own_name(issued.language)) if issued.language else ""),
        (_("Handed out on"), format_date(localdate(issued.issued_at))),
        (_("Code"), _code(issued.code)),
    ]
    return [(name, text) for name, text in rows if text]


def _title(edition) -> SafeString | str:
    text = edition.text()
    if text is None:
        return edition.document.slug
    return bdi(text.title, text.language if text.is_fallback else None)


def _file(found: Verified) -> FileView | None:
    """What stands there now; nothing of what was withdrawn or has no bytes here."""
    current: IssuedFile | None = found.current
    if current is None or found.successor:
        return None
    text = found.edition.text()
    return file_view(
        current.upload,
        label=text.title if text else found.edition.document.slug,
        language=current.language,
        url=lasting_url(found.edition.document.slug, current.key, current.upload),
        text=text,
    )


def _links(found: Verified) -> list[SafeString]:
    links = []
    if found.successor:
        links.append(_link(found.successor.get_absolute_url(), _title(found.successor)))
    elif found.view and found.standing != Standing.WITHDRAWN:
        url = f"{reverse('returns:explore')}?{found.view.to_querystring()}"
        links.append(_link(url, _("The same view with the newest figures")))
    elif found.standing != Standing.WITHDRAWN and found.edition:
        links.append(_link(found.edition.get_absolute_url(), _("Its page in the library")))
    return links


def _link(url: str, label) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, label)


def _is_protected(edition) -> bool:
    """Whether somebody at risk may read this; the page then has a quick way out."""
    if not isinstance(edition, PublicationEdition):
        return False
    return related_programmes(edition.programmes.all()).protection
