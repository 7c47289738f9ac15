"""The e-mails of the portal: plain text, in the language of whom they are for."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from .models import Invitation, Kind, User


@dataclass(frozen=True)
class Letter:
    subject: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs) + "\n"


def address(name: str, *arguments) -> str:
    """A whole address; never made from a request, whose host anybody may claim."""
    return settings.SITE_URL + reverse(f"admin:{name}", args=arguments)


def invitation_letter(invitation: Invitation, secret: str) -> Letter:
    return Letter(
        _("Your account at the IOM Iran portal"),
        (
            _("Dear %(name)s,") % {"name": invitation.name},
            _("You are invited to work at the desk of the IOM Iran portal."),
            _("Open this link to choose a password. It works once, for three days:"),
            address("invitation", secret),
            _("If you did not expect this, do nothing: without the link no account is made."),
        ),
    )


def reset_letter(user: User, uid: str, token: str) -> Letter:
    return Letter(
        _("A new password for the IOM Iran portal"),
        (
            _("Somebody asked for a new password for your account, perhaps you."),
            _("Open this link to choose one. It works once, for one hour:"),
            address("password_reset_confirm", uid, token),
            _("If it was not you, do nothing: your password stays as it is."),
        ),
    )


def notice_letter(kind: Kind) -> Letter:
    """What an account's owner is told when something about signing in was changed."""
    subject, told = {
        Kind.PASSWORD_CHANGED: (
            _("Your password was changed"),
            _("The password of your account at the IOM Iran portal was changed."),
        ),
        Kind.PASSWORD_GIVEN: (
            _("Your password was changed"),
            _("An administrator set a one-time password for your account at the IOM Iran portal."),
        ),
        Kind.FACTOR_SET_UP: (
            _("Your second factor was set up"),
            _("A new authenticator was set up for your account at the IOM Iran portal."),
        ),
        Kind.FACTOR_REMOVED: (
            _("Your second factor was switched off"),
            _("Your account at the IOM Iran portal no longer asks for a code."),
        ),
        Kind.FACTOR_RESET: (
            _("Your second factor was reset"),
            _("An administrator reset the second factor of your account at the IOM Iran portal."),
        ),
        Kind.CODES_MADE: (
            _("Your recovery codes were made anew"),
            _("New recovery codes were made for your account; the earlier ones are void."),
        ),
        Kind.SLOWED: (
            _("Somebody may know your password"),
            _("Your password was typed with wrong codes, many times within a day."),
        ),
        Kind.ACCOUNT_CHANGED: (
            _("Your e-mail address was changed"),
            _("An administrator gave your account at the IOM Iran portal another e-mail address."),
        ),
    }[kind]
    return Letter(
        subject,
        (
            told,
            _("If this surprises you, choose a new password and tell an administrator:"),
            address("password_reset"),
        ),
    )


def send(letter_of, *, to: str, language: str) -> None:
    """Write the letter that `letter_of()` returns in that language, and send it."""
    with translation.override(language):
        letter = letter_of()
        send_mail(letter.subject, letter.text, None, [to])
