"""The screens before the desk: signing in, a new password by e-mail, an invitation.

Each is a function of the admin site and the request; the site gives them their addresses.
"""

from django.contrib import messages
from django.contrib.admin import site as staff_site
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from . import devices, invitations, second_factor, tasks
from .events import record_event
from .forms import NameForm, NewPasswordForm
from .language import language_of
from .models import Kind, User
from .sessions import end_sessions


def _screen(site, request, name: str, status=200, **context):
    return TemplateResponse(
        request, f"admin/entrance/{name}.html", site.each_context(request) | context, status=status
    )


def signed_in(request, response):
    """After a sign-in: the device is known from now on; a spent recovery code is counted."""
    devices.remember(request, response, request.user)
    if getattr(request, "recovery_code_used", False):
        left = second_factor.factor_of(request.user).codes_left
        messages.warning(
            request,
            ngettext(
                "That recovery code is spent. %(left)d is left; make new ones under Your account.",
                "That recovery code is spent. %(left)d are left; make new ones under Your account.",
                left,
            )
            % {"left": left},
        )
    return response


def locked_out(request, _response=None, _credentials=None):
    """What django-axes answers with while a name is locked at an address."""
    language = language_of(request)
    with override(language):
        request.LANGUAGE_CODE = language
        answer = _screen(staff_site, request, "locked_out", status=429, title=_("Wait a while"))
        answer["Cache-Control"] = "no-store"
        return answer.render()


def password_reset(site, request):
    """The same answer, after the same time, whether or not an account has the address."""
    form = NameForm(request.POST or None)
    asked = request.method == "POST" and form.is_valid()
    if asked:
        tasks.reset_by_mail(form.cleaned_data["email"])
    return _screen(
        site, request, "password_reset", title=_("A new password"), form=form, asked=asked
    )


def _account_of_link(uid: str, token: str) -> User | None:
    try:
        user = User.objects.filter(pk=int(urlsafe_base64_decode(uid).decode())).first()
    except (ValueError, OverflowError):
        return None
    if user is None or not (user.is_active and user.is_staff):
        return None
    return user if default_token_generator.check_token(user, token) else None


def password_reset_confirm(site, request, uid, token):
    """The link is good for one new password. The second factor is asked for at the sign-in."""
    user = _account_of_link(uid, token)
    if user is None:
        return _screen(site, request, "link_ended", status=410, title=_("A new password"))
    form = NewPasswordForm(user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _screen(
            site, request, "new_password", title=_("A new password"), form=form, login=user.email
        )
    form.save()
    end_sessions(user)
    record_event(Kind.PASSWORD_RESET, about=user, by=user, request=request)
    tasks.tell(user, Kind.PASSWORD_CHANGED)
    messages.success(request, _("Your new password is set. Sign in with it."))
    response = redirect("admin:login")
    devices.remember(request, response, user)
    return response


def invitation(site, request, secret):
    """The form of an invitation: a password of one's own, then the sign-in."""
    found = invitations.invitation_of(secret)
    title = _("Your account at this portal")
    if found is None:
        return _screen(site, request, "invitation_ended", status=410, title=title)
    future = User(email=found.email, name=found.name)
    # Only looked at: the account is made by the action, or not at all.
    form = NewPasswordForm(future, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept(
                secret=secret, password=form.cleaned_data["new_password1"], request=request
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your account is ready. Sign in with your new password."))
            response = redirect("admin:login")
            devices.remember(request, response, user)
            return response
    return _screen(
        site, request, "invitation", title=title, form=form, login=found.email, person=found.name
    )
