"""How the settings read the variables of the environment; a wrong one stops the portal."""

import environ
from django.core.exceptions import ImproperlyConfigured

from iomiran import environment

env = environ.FileAwareEnv()


def required(name: str, hint: str) -> str:
    """The value of a variable without which the portal must not start."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return value


def checked(name: str, read, default, hint: str):
    """The value of a variable, or one sentence that says what it should look like."""
    try:
        return read(name, default=default)
    except (ValueError, TypeError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} cannot be read. {hint}") from error


def switch(name: str, default: bool, hint: str) -> bool:
    """A variable that is 1 or 0; a misspelt one stops the portal instead of passing for 0."""

    def read(variable: str, default: bool) -> bool:
        return environment.switch(env.str(variable, str(int(default))))

    return checked(name, read, default, hint)


def listed(name: str, default: list[str]) -> list[str]:
    """A variable of values parted by commas."""
    return [value.strip() for value in env.list(name, default=default) if value.strip()]
