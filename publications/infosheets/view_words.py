"""The words of a view's own sheet; see `words`."""

WORDS = {
    "en": {
        "chosen": "Shown",
        "note": "Note",
        "notes": "About this picture",
        "shortened": (
            "The latest {} of {} rows. The files of this view on the portal have all of them."
        ),
        "too_few": "The table has {} rows; the files of this view on the portal have all of them.",
        "nothing": "No figure of this series fits these choices.",
        "licence": "Licence",
        "release": "This release, which stays readable when there are later ones:",
        "cite": "To cite",
    },
    "fa": {
        "chosen": "آنچه نشان داده می‌شود",
        "note": "توضیح",
        "notes": "درباره‌ی این تصویر",
        "shortened": "تازه‌ترین {} سطر از {} سطر. فایل‌های این نما در درگاه همه‌ی سطرها را دارد.",
        "too_few": "جدول {} سطر دارد؛ فایل‌های این نما در درگاه همه‌ی آن‌ها را دارد.",
        "nothing": "هیچ رقمی از این مجموعه با این گزینش‌ها جور نیست.",
        "licence": "مجوز",
        "release": "همین انتشار، که پس از انتشارهای بعدی هم خواندنی می‌ماند:",
        "cite": "برای ارجاع",
    },
}
