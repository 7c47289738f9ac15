"""The sheets' own words, in the languages in which sheets are made.

They stand here and not in the catalogues, like the words for numbers and dates: a sheet is a
file that is kept, and must read alike whatever is compiled on the machine that makes it.
"""

from iomiran.common.languages.chain import PRINTED

WORDS = {
    "en": {
        "site": "IOM in Iran",
        "portal": "Migration portal",
        "infosheet": "Infosheet",
        "programme": "Programme",
        "statistics": "Statistics",
        "returns": "Returns from Iran to Afghanistan",
        "summary": (
            "The latest figures, each with what it counts, how exact it is, its source and "
            "its date."
        ),
        "demonstration": "Demonstration, not an official IOM site",
        "demonstration_full": (
            "This is a demonstration, not an official IOM site: independent software prepared "
            "for the mission."
        ),
        "author": "IOM in Iran, migration portal",
        "author_demonstration": "IOM in Iran, migration portal (demonstration)",
        "unconfirmed": "Not yet confirmed by the mission",
        "unconfirmed_text": "The text of this sheet is not yet confirmed by the mission.",
        "unread": "This text has not yet been read by a native speaker.",
        "for_whom": "Whom it is for",
        "facts": "Facts and their sources",
        "appeals": "Appeals for funds",
        "appeals_note": (
            "These are different appeals, for different places and periods. "
            "Their amounts are never added."
        ),
        "appeal": "Appeal",
        "amount": "Amount sought",
        "people": "People targeted",
        "time": "Published and period",
        "published": "Published: {}",
        "period": "Period: {}",
        "not_stated": "not stated",
        "part": "Part of it: {}",
        "as_of": "as of {}",
        "figures": "Further figures",
        "counts": "Four different counts",
        "counts_note": (
            "They count different people in different ways. They never share a line, "
            "an axis or a sum."
        ),
        "year": "Year",
        "from_iran": "From Iran",
        "caveat": "Before you use these figures",
        "source": "Source",
        "quoted_by": ", quoted by ",
        "sources_beside": "Sources stand beside each statement",
        "joiner": ", ",
        "separator": "; ",
        "documents": "{} documents",
        "others": "and {} more",
        "made": "Content published up to {}",
        "page": "Page {} of {}",
        "about": "About this sheet",
        "made_full": (
            "Made by the portal from its own pages. It holds what was published up to {}."
        ),
        "rights": "Rights in quoted figures remain with their sources.",
        "address": "The page, always current:",
        "code": "Verification code",
        "verify": "Scan the square or open the address to see whether it is ours and current:",
        "qr_alt": "QR code that leads to {}",
    },
    "fa": {
        "site": "IOM در ایران",
        "portal": "درگاه مهاجرت",
        "infosheet": "برگه‌ی اطلاعات",
        "programme": "برنامه",
        "statistics": "آمار",
        "returns": "بازگشت از ایران به افغانستان",
        "summary": ("تازه‌ترین ارقام، هر یک همراه با آنچه می‌شمارد، میزان دقت، منبع و تاریخ آن."),
        "demonstration": "نسخه‌ی نمایشی؛ وبگاه رسمی IOM نیست",
        "demonstration_full": (
            "این نسخه‌ای نمایشی است و وبگاه رسمی IOM نیست؛ نرم‌افزاری مستقل است که برای دفتر "
            "نمایندگی آماده شده است."
        ),
        "author": "IOM در ایران، درگاه مهاجرت",
        "author_demonstration": "IOM در ایران، درگاه مهاجرت (نسخه‌ی نمایشی)",
        "unconfirmed": "هنوز به تأیید دفتر نمایندگی نرسیده است",
        "unconfirmed_text": "متن این برگه هنوز به تأیید دفتر نمایندگی نرسیده است.",
        "unread": "این متن را هنوز یک فارسی‌زبان بازخوانی نکرده است.",
        "for_whom": "برای چه کسانی",
        "facts": "نکته‌ها و منابع آن‌ها",
        "appeals": "درخواست‌های تأمین مالی",
        "appeals_note": (
            "این‌ها درخواست‌های جداگانه‌ای برای مکان‌ها و دوره‌های متفاوت است. "
            "مبالغ آن‌ها هرگز با هم جمع نمی‌شود."
        ),
        "appeal": "درخواست",
        "amount": "مبلغ درخواستی",
        "people": "افراد هدف",
        "time": "تاریخ انتشار و دوره",
        "published": "انتشار: {}",
        "period": "دوره: {}",
        "not_stated": "ذکر نشده است",
        "part": "بخشی از آن: {}",
        "as_of": "تا تاریخ {}",
        "figures": "ارقام دیگر",
        "counts": "چهار شمارش متفاوت",
        "counts_note": (
            "هر یک گروه دیگری را به شیوه‌ی دیگری می‌شمارد. این شمارش‌ها هرگز روی یک خط یا "
            "یک محور نمی‌آید و با هم جمع نمی‌شود."
        ),
        "year": "سال",
        "from_iran": "از ایران",
        "caveat": "پیش از استفاده از این ارقام",
        "source": "منبع",
        "quoted_by": "، به نقل از ",
        "sources_beside": "منبع هر گزاره در کنار آن آمده است",
        "joiner": "، ",
        "separator": "؛ ",
        "documents": "{} سند",
        "others": "و {} منبع دیگر",
        "made": "بر پایه‌ی محتوای منتشرشده تا {}",
        "page": "صفحه‌ی {} از {}",
        "about": "درباره‌ی این برگه",
        "made_full": (
            "این برگه را درگاه از روی صفحه‌های خود ساخته است و آنچه را تا {} منتشر شده است "
            "در بر دارد."
        ),
        "rights": "حقوق ارقام نقل‌شده برای منابع آن‌ها محفوظ است.",
        "address": "نشانی صفحه، همواره به‌روز:",
        "code": "کد راستی‌آزمایی",
        "verify": (
            "برای اطمینان از اینکه این برگه از این درگاه و نسخه‌ی تازه است، مربع را اسکن کنید یا "
            "این نشانی را باز کنید:"
        ),
        "qr_alt": "مربعی برای اسکن که به این نشانی می‌رود: {}",
    },
}
LANGUAGES = PRINTED
