"""Forms of signing in, of passwords and of the second factor."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.forms import AdminPasswordChangeForm as AdminOwnPasswordForm
from django.contrib.auth.forms import AdminPasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_otp import match_token, user_has_device

from iomiran.common.languages.numbers import TO_ASCII

from . import lockout, second_factor
from .events import record_event
from .models import Kind, RecoverySheet

CODE = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false", "size": 34}
SIX_DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12}
LOCKED = _("Too many wrong attempts. Wait half an hour, then try again.")


def plain(code: str) -> str:
    """As typed → as checked: without spaces, Persian digits understood."""
    return "".join(code.split()).translate(TO_ASCII)


class SignInForm(AdminAuthenticationForm):
    """E-mail and password, and the code of the second factor for whoever has one."""

    code = forms.CharField(
        label=_("Code of your second factor, or a recovery code"),
        required=False,
        widget=forms.TextInput(attrs=CODE),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # One form for everybody: it does not tell who has a second factor.
        if not second_factor.is_in_use():
            del self.fields["code"]

    def clean(self):
        name = self.cleaned_data.get("username") or ""
        if lockout.is_slowed(self.request, name):
            lockout.note_slowed(self.request, name)
            raise ValidationError(
                _(
                    "Too many wrong attempts with this name, from many places. Sign in on a "
                    "device that you have used here before, ask for a link to a new password, "
                    "or wait half an hour."
                ),
                code="slowed",
            )
        return super().clean()

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if not user_has_device(user):
            return
        code = plain(self.data.get("code", ""))
        device = match_token(user, code) if code else None
        if device is None:
            if code:
                lockout.count_wrong(self.request, user, Kind.CODE_FAILED)
            raise ValidationError(
                _("Give the code that your authenticator shows now, or a recovery code."),
                code="second_factor",
            )
        if isinstance(device, RecoverySheet):
            self.request.recovery_code_used = True
            record_event(Kind.CODE_USED, about=user, by=user, request=self.request)
        # django-otp marks the session as verified when it sees this at log-in.
        user.otp_device = device


class CurrentPasswordMixin:
    """A field for the password that the account has now. Wrong ones are counted as guesses."""

    def check_current(self, name: str) -> str:
        user, request = self.user, self.request
        if request and lockout.is_locked(request, user):
            raise ValidationError(LOCKED, code="locked")
        password = self.cleaned_data[name]
        if not user.check_password(password):
            if request:
                lockout.count_wrong(request, user, Kind.CHECK_FAILED)
            raise ValidationError(_("This is not your password."), code="wrong_password")
        return password


class OwnPasswordForm(CurrentPasswordMixin, AdminOwnPasswordForm):
    """A new password must be new: a one-time password is used once."""

    def __init__(self, *args, request=None, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_old_password(self):
        return self.check_current("old_password")

    def clean_new_password1(self):
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError(_("Choose another password than the one you have now."))
        return password


class PasswordForSomebodyForm(AdminPasswordChangeForm):
    """A password that an administrator sets for a colleague opens the desk once."""

    def save(self, commit=True):
        super().save(commit=False)
        self.user.must_change_password = True
        if commit:
            self.user.save()
        return self.user


class NewPasswordForm(SetPasswordForm):
    """After a link by e-mail: whoever opens it chooses a password."""


class AgainForm(CurrentPasswordMixin, forms.Form):
    """The current password, before something about signing in is changed."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, user, request, **kwargs):
        self.user, self.request = user, request
        super().__init__(*args, **kwargs)

    def clean_password(self):
        return self.check_current("password")


class SecondFactorForm(AgainForm):
    code = forms.CharField(
        label=_("The code that your authenticator shows"),
        widget=forms.TextInput(attrs=SIX_DIGITS),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.user.lacks_second_factor:
            # At the first sign-in the password has just been given.
            del self.fields["password"]

    def clean_code(self):
        return plain(self.cleaned_data["code"])


class NameForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
