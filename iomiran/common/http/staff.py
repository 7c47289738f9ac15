"""Whether a request comes from staff who may see what is not public."""

from django.conf import settings


def may_see_drafts(request) -> bool:
    """Asks the session only where its cookie came along, so that public pages never touch it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return getattr(request.user, "may_use_desk", False)
