"""The buttons on a colleague's account, each with a screen that says what it does."""

from functools import partial

from django.utils.translation import gettext as _

from . import colleagues
from .confirming import ConfirmedActionsMixin


class ColleagueActionsMixin(ConfirmedActionsMixin):
    confirmed = (
        ("reset-factor", "reset_factor"),
        ("sign-out", "sign_out"),
        ("unlock", "unlock"),
        ("send-link", "send_link"),
        ("remove-data", "remove_data"),
    )

    def may_act(self, request, obj):
        """One's own account has screens of its own, which ask for the password."""
        return obj.pk != request.user.pk and super().may_act(request, obj)

    def _act(self, action, request, user):
        return partial(action, user=user, by=request.user, request=request)

    def reset_factor(self, request, user):
        return {
            "title": _("Reset the second factor"),
            "text": _(
                "Make sure that it is your colleague who asks: see or call them. The authenticator "
                "and the recovery codes of this account become void, it is signed out everywhere, "
                "and an e-mail tells them so."
            ),
            "button": _("Reset"),
            "danger": True,
            "act": self._act(colleagues.reset_factor, request, user),
            "done": _("The second factor is reset. Your colleague is told by e-mail."),
        }

    def sign_out(self, request, user):
        return {
            "title": _("Sign out everywhere"),
            "text": _("The account is signed out on all its devices, and none of them is known."),
            "button": _("Sign out everywhere"),
            "act": self._act(colleagues.sign_out_everywhere, request, user),
            "done": _("The account is signed out everywhere."),
        }

    def unlock(self, request, user):
        return {
            "title": _("Let them try again"),
            "text": _("Wrong passwords and codes so far no longer count."),
            "button": _("Let them try again"),
            "act": self._act(colleagues.unlock, request, user),
            "done": _("The account can sign in again."),
        }

    def send_link(self, request, user):
        return {
            "title": _("Send a link for a new password"),
            "text": _("Your colleague gets an e-mail with a link that works once, for one hour."),
            "button": _("Send the link"),
            "act": self._act(colleagues.send_reset_link, request, user),
            "done": _("The e-mail is on its way."),
        }

    def remove_data(self, request, user):
        return {
            "title": _("Remove personal data"),
            "text": _(
                "Name and e-mail address are replaced by “Former colleague %(number)s”, and nobody "
                "can sign in to this account again. What it did stays on record. This cannot be "
                "undone."
            )
            % {"number": user.pk},
            "button": _("Remove personal data"),
            "danger": True,
            "act": self._act(colleagues.remove_personal_data, request, user),
            "done": _("The personal data are removed."),
        }
