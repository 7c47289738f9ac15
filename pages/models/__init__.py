from .mission import (
    Contact,
    ContactEdition,
    Partner,
    PartnerEdition,
    Post,
    PostEdition,
    TimelineEvent,
    TimelineEventEdition,
)
from .prose import Advice, AdviceEdition, Page, PageEdition, Role

__all__ = [
    "Advice",
    "AdviceEdition",
    "Contact",
    "ContactEdition",
    "Page",
    "PageEdition",
    "Partner",
    "PartnerEdition",
    "Post",
    "PostEdition",
    "Role",
    "TimelineEvent",
    "TimelineEventEdition",
]
