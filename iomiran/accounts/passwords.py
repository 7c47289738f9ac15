"""Which passwords are too easy to guess: OWASP ASVS 5, V6.2. No rule of composition."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from zxcvbn import zxcvbn

from iomiran.common.languages.numbers import format_number

# Words of the place: they may stand in a password, but give it no strength.
CONTEXT = (
    "iom", "oim", "iran", "iomiran", "portal", "desk", "mission", "migration", "migrant",
    "migrants", "returns", "returnees", "afghan", "afghanistan", "tehran", "islamqala", "milak",
    "united", "nations", "organization", "international",
    "مهاجرت", "مهاجر", "ایران", "تهران", "پورتال", "سازمان", "بازگشت", "افغانستان",
)  # fmt: skip
SHORTEST_REST = 8
# What guessing it would take: enough against a stolen table of slow hashes.
ENOUGH_GUESSES = 10**10
LONGEST_ESTIMATED = 72  # zxcvbn looks no further; the password is kept whole


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def words_of(user) -> set[str]:
    """The parts of a person's name, and of their address before the @, of three letters or more."""
    text = f"{getattr(user, 'name', '')} {getattr(user, 'email', '').rpartition('@')[0]}"
    return {word for word in re.split(r"[\W_\d]+", _folded(text)) if len(word) > 2}


def rest_without(password: str, words) -> str:
    """What is left without those words, years, and repetitions of one character."""
    text = _folded(password)
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    text = re.sub(r"(?:1[34]|19|20)\d\d", "", text)
    return re.sub(r"(.)\1+", r"\1", text)


class GuessableValidator:
    """Refuses what is built from common passwords, words, names, dates and rows of keys."""

    def __init__(self, shortest: int = 12):
        self.shortest = shortest

    def validate(self, password: str, user=None) -> None:
        if len(password) < self.shortest:
            return  # another validator says so; one sentence is enough
        own = words_of(user) if user else set()
        if len(rest_without(password, {*CONTEXT, *own})) < SHORTEST_REST:
            raise ValidationError(
                _("Leave out your name and the words of this place; too little else is left."),
                code="password_of_this_place",
            )
        known = [*CONTEXT, *own]
        if zxcvbn(password[:LONGEST_ESTIMATED], user_inputs=known)["guesses"] < ENOUGH_GUESSES:
            raise ValidationError(
                _("This password is easy to guess. Four or five unrelated words make a good one."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return _(
            "Any letters, digits, signs and spaces. A sentence or some unrelated words are good; "
            "your name, the words of this place and common passwords are not."
        )


class LengthValidator:
    """At least so many characters. More are better; there is no most."""

    def __init__(self, shortest: int = 12, better: int = 15):
        self.shortest, self.better = shortest, better

    def validate(self, password: str, user=None) -> None:
        if len(password) < self.shortest:
            raise ValidationError(
                ngettext(
                    "This password is too short: it needs at least %(number)d character.",
                    "This password is too short: it needs at least %(number)d characters.",
                    self.shortest,
                )
                % {"number": self.shortest},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return _("At least %(number)s characters; %(better)s or more are better.") % {
            "number": format_number(self.shortest),
            "better": format_number(self.better),
        }
