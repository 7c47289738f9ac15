"""What search finds of the pages."""

from django.utils.translation import gettext_lazy as _

from iomiran.common.richtext import plain_text
from iomiran.common.search import SearchHit

from .models import PageEdition, Role

# Words by which readers of any language look for a page and which its text may not have.
KEYWORDS = {
    Role.VERIFY: (
        "visa fraud scam money password WhatsApp Telegram phishing fake "
        "ویزا کلاهبرداری تقلب پول رمز رمز عبور واتساپ تلگرام جعلی پیسې درغلي"
    ),
    Role.CONTACT: "contact address e-mail email telephone تماس نشانی آدرس ایمیل تلفن اړیکه",
    Role.ABOUT: "about mission IOM history leadership درباره تاریخچه رئیس",
}


def hits():
    for edition in PageEdition.objects.published():
        if text := edition.text():
            yield SearchHit(
                title=text.title,
                url=edition.get_absolute_url(),
                kind=_("Page"),
                summary=text.summary,
                text=plain_text(text.body),
                language=text.language,
                direction=text.direction,
                keywords=KEYWORDS.get(edition.role, ""),
                section=edition.role in KEYWORDS,
            )
