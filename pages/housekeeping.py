"""What of the pages staff should look at again, for the desk's house-keeping page."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomiran.common.editorial.boards.housekeeping import Desk, Finding, about, register_check
from iomiran.common.editorial.boards.review_dates import months_after, register_review
from iomiran.common.languages.calendars import format_date, parse_partial

from . import models

# A post that nobody confirmed for so long may have passed to somebody else.
POST_MONTHS = 6


def confirmed_until(post: models.PostEdition) -> date | None:
    """The last day on which a source or the mission is on record as naming this person."""
    dates = [post.confirmed_on] if post.confirmed_on else []
    if post.source_date:
        dates.append(parse_partial(post.source_date).last)
    return max(dates, default=None)


def stale_leadership(desk: Desk) -> Iterator[Finding]:
    """Posts that are held now, as far as the portal says, and were not confirmed of late."""
    today = localdate()
    for post in desk.live.get(models.PostEdition, ()):
        if post.until:
            continue
        last = confirmed_until(post)
        if last is None:
            yield about(post, _("Never confirmed by a dated source."))
        elif months_after(last, POST_MONTHS) < today:
            day = format_date(min(last, today), both=False)
            yield about(post, _("Last confirmed on %(date)s.") % {"date": day})


def register() -> None:
    for model in (
        models.PageEdition,
        models.AdviceEdition,
        models.PostEdition,
        models.ContactEdition,
    ):
        register_review(model, months=6)
    register_review(models.PartnerEdition, months=12)
    register_check(
        "leadership",
        gettext_lazy("Leadership that nobody confirmed of late"),
        stale_leadership,
        advice=gettext_lazy(
            "Ask the mission who holds the post, and enter the source or the day of the "
            "confirmation in a draft."
        ),
        order=70,
    )
