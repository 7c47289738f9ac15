"""The lists of the desk in the order in which a person thinks of them, not by Django app."""

from django.utils.translation import gettext_lazy as _

# Anchor, heading, and the models by label. What stands nowhere here is the machinery of signing
# in: it comes last, and only for administrators.
SECTIONS = (
    (
        "programmes",
        _("Programmes and funding"),
        (
            "programmes.ProgrammeEdition",
            "programmes.AppealEdition",
            "programmes.TargetGroupEdition",
        ),
    ),
    (
        "news",
        _("News and publications"),
        (
            "news.NewsItemEdition",
            "publications.PublicationEdition",
            "publications.ThemeEdition",
        ),
    ),
    (
        "pages",
        _("Pages and the mission"),
        (
            "pages.PageEdition",
            "pages.AdviceEdition",
            "pages.TimelineEventEdition",
            "pages.PostEdition",
            "pages.ContactEdition",
            "pages.PartnerEdition",
        ),
    ),
    (
        "returns",
        _("Returns data"),
        (
            "returns.SeriesEdition",
            "returns.HeadlineFigureEdition",
            "returns.PlaceEdition",
            "returns.Import",
            "returns.Release",
            "returns.Observation",
            "returns.Source",
            "returns.Correction",
            "returns.PlannedRelease",
            "returns.TermEdition",
        ),
    ),
    ("bundles", _("Going public together"), ("common.Bundle",)),
    ("files", _("Pictures and files"), ("common.Picture", "common.Upload")),
    (
        "accounts",
        _("Accounts and security"),
        ("accounts.User", "accounts.Invitation", "common.AuditEntry"),
    ),
)


def in_sections(models: dict[str, dict], *, administrator: bool) -> list[dict]:
    """`models` by label, each as Django's index describes it, under the headings above."""
    left = dict(models)
    sections = [
        (anchor, heading, [left.pop(label) for label in labels if label in left])
        for anchor, heading, labels in SECTIONS
    ]
    if administrator:
        sections[-1][2].extend(left.values())
    return [
        {"name": heading, "app_label": anchor, "models": entries}
        for anchor, heading, entries in sections
        if entries
    ]
