"""What a signed-in member of staff sees on a public page, and nobody else."""

from django.conf import settings


def staff(request):
    """`staff_user` where a staff session cookie came with the request; else nothing.

    Without the cookie the session is not touched, so that a public page stays free of
    `Vary: Cookie` and has the same bytes for every reader.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return {}
    user = getattr(request, "user", None)
    return {"staff_user": user} if user is not None and user.is_staff else {}
