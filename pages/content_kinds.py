"""The kinds of content files of this app."""

from pathlib import Path

from iomiran.common.content.kinds import Kind, register_kind

from . import models

STATEMENT = {"text": "statement"}


def register_content(content: Path) -> None:
    for folder, document, edition, renamed in (
        ("page", models.Page, models.PageEdition, {}),
        ("advice", models.Advice, models.AdviceEdition, STATEMENT),
        ("timeline", models.TimelineEvent, models.TimelineEventEdition, STATEMENT),
        ("post", models.Post, models.PostEdition, {"from": "since", "to": "until"}),
        ("contact", models.Contact, models.ContactEdition, STATEMENT),
        ("partner", models.Partner, models.PartnerEdition, {}),
    ):
        register_kind(Kind(content / folder, document, edition, order=50, renamed=renamed))
