"""Whom a failed sign-in is counted for: the name that was typed, at the address it came from."""


def typed_name(request, credentials=None) -> str:
    """The e-mail address as typed, in the one form under which it is counted."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name.strip().casefold()
