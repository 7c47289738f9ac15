"""Forms of signing in and of passwords."""

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.forms import AdminPasswordChangeForm as AdminOwnPasswordForm
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_otp import match_token, user_has_device

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12}


class SignInForm(AdminAuthenticationForm):
    """E-mail and password, and the code of the second factor for whoever has one."""

    code = forms.CharField(
        label=_("Code of your second factor, or a recovery code"),
        required=False,
        widget=forms.TextInput(attrs=CODE),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not settings.SECOND_FACTOR_REQUIRED:
            del self.fields["code"]

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if not settings.SECOND_FACTOR_REQUIRED or not user_has_device(user):
            return
        code = "".join(self.data.get("code", "").split())
        device = match_token(user, code) if code else None
        if device is None:
            raise ValidationError(
                _("Give the code that your authenticator shows now, or a recovery code."),
                code="second_factor",
            )
        # django-otp marks the session as verified when it sees this at log-in.
        user.otp_device = device


class OwnPasswordForm(AdminOwnPasswordForm):
    """A new password must be new: a one-time password is used once."""

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


class SecondFactorForm(forms.Form):
    code = forms.CharField(
        label=_("The code that your authenticator shows"), widget=forms.TextInput(attrs=CODE)
    )
