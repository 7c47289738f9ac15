"""The words of the mission's sheet; see `words`."""

WORDS = {
    "en": {
        "kicker": "the mission at a glance",
        "title": "IOM in the Islamic Republic of Iran",
        "summary": (
            "What the mission does and for whom, where, with which appeals for funds, and the "
            "latest figures on returns. Every statement has its source."
        ),
        "what": "What IOM does in Iran",
        "for_whom": "For",
        "figures": "Figures on returns to Afghanistan",
        "figures_note": "They are different counts. They are never added.",
        "where": "Where: border crossings, reception and transit centres",
        "unplaced": "Not on the map, as the portal has no position of them:",
        "who": "Who leads the mission",
        "history": "Since when",
        "place_source": "Their sources stand on the page of the places:",
    },
    "fa": {
        "kicker": "دفتر نمایندگی در یک نگاه",
        "title": "سازمان بین‌المللی مهاجرت (IOM) در جمهوری اسلامی ایران",
        "summary": (
            "کار دفتر نمایندگی، برای چه کسانی و در کجا، درخواست‌های تأمین مالی و تازه‌ترین ارقام "
            "بازگشت؛ هر گزاره با منبع آن."
        ),
        "what": "کار IOM در ایران",
        "for_whom": "برای",
        "figures": "ارقام بازگشت به افغانستان",
        "figures_note": "این‌ها شمارش‌های متفاوتی است و هرگز با هم جمع نمی‌شود.",
        "where": "کجا: گذرگاه‌های مرزی، مرکزهای پذیرش و گذر",
        "unplaced": "روی نقشه نیست، چون این درگاه جای دقیق آن را ندارد:",
        "who": "چه کسی دفتر نمایندگی را اداره می‌کند",
        "history": "از چه زمانی",
        "place_source": "منبع هر یک در صفحه‌ی مکان‌ها آمده است:",
    },
}
