"""One's own account: password, second factor, recovery codes, sessions.

Each is a function of the admin site and the request; the site gives them their addresses and
lets in only staff who have signed in.
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django_otp import user_has_device

from . import second_factor, sessions, tasks
from .events import record_event
from .forms import AgainForm, OwnPasswordForm, SecondFactorForm
from .models import Kind


def _screen(site, request, name: str, **context):
    return TemplateResponse(
        request, f"admin/account/{name}.html", site.each_context(request) | context
    )


def account(site, request):
    """What there is to know and to do about one's own account."""
    key = request.session.session_key
    rows = [
        {"row": row, "here": row.pk == key, "name": sessions.name_of(row.pk)}
        for row in sessions.sessions_of(request.user)
    ]
    return _screen(
        site,
        request,
        "account",
        title=_("Your account"),
        factor=second_factor.factor_of(request.user),
        factor_required=settings.SECOND_FACTOR_REQUIRED,
        sessions=sorted(rows, key=lambda row: not row["here"]),
    )


class OwnPasswordView(PasswordChangeView):
    form_class = OwnPasswordForm
    template_name = "admin/account/password.html"
    title = _lazy("Change password")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        user, request = self.request.user, self.request
        response = super().form_valid(form)
        # Django gave this session a new key; all others are over.
        sessions.end_sessions(user, but=request.session.session_key)
        sessions.note_seen(request, user)
        record_event(Kind.PASSWORD_CHANGED, about=user, by=user, request=request)
        tasks.tell(user, Kind.PASSWORD_CHANGED)
        messages.success(request, _("Your password is changed. Other devices are signed out."))
        return response


def own_password(site, request):
    """A password of one's own; also the screen that a one-time password opens."""
    if not _has_entered(request.user):
        return redirect("admin:index")
    view = OwnPasswordView.as_view(
        success_url=reverse("admin:index"), extra_context=site.each_context(request)
    )
    return view(request)


def _has_entered(user) -> bool:
    return user.is_active and user.is_staff and not user.lacks_second_factor


def _may_set_up(user) -> bool:
    """Whoever has a second factor must have signed in with it."""
    return user.is_active and user.is_staff and (user.is_verified() or not user_has_device(user))


def set_up(site, request):
    """A new authenticator. The one before stays good until a code of the new one fits."""
    user = request.user
    if not _may_set_up(user):
        return redirect("admin:login")
    form = SecondFactorForm(request.POST or None, user=user, request=request)
    codes = None
    if request.method == "POST" and form.is_valid():
        codes = second_factor.confirm(request, form.cleaned_data["code"])
        if codes:
            tasks.tell(user, Kind.FACTOR_SET_UP)
            return _codes(site, request, codes)
        form.add_error("code", _("This code does not fit. Check the clock of your device."))
    device = second_factor.waiting_device(user)
    return _screen(
        site,
        request,
        "second_factor",
        title=_("Second factor"),
        form=form,
        replaces=user_has_device(user),
        secret=second_factor.secret_of(device),
        setup_address=device.config_url,
    )


def _codes(site, request, codes):
    return _screen(site, request, "codes", title=_("Recovery codes"), codes=codes)


def picture(site, request):
    """The secret that waits to be confirmed, as a QR code; of the asker and of nobody else."""
    if not _may_set_up(request.user):
        raise Http404
    drawn = second_factor.picture_of(second_factor.waiting_device(request.user))
    return HttpResponse(drawn, "image/svg+xml", headers={"Cache-Control": "no-store"})


def _again(site, request, *, title, text, button, act, danger=False):
    """A screen that asks for the password again before `act()`, whose answer it returns."""
    form = AgainForm(request.POST or None, user=request.user, request=request)
    if request.method == "POST" and form.is_valid():
        return act()
    return _screen(
        site, request, "again", title=title, form=form, text=text, button=button, danger=danger
    )


def recovery_codes(site, request):
    """New codes; those before are void."""
    user = request.user
    if not second_factor.factor_of(user):
        return redirect("admin:second_factor")

    def make():
        codes = second_factor.new_recovery_codes(user, request=request)
        tasks.tell(user, Kind.CODES_MADE)
        return _codes(site, request, codes)

    return _again(
        site,
        request,
        title=_("New recovery codes"),
        text=_("Eight new codes are made and shown once. Those you have now are void."),
        button=_("Make new codes"),
        act=make,
    )


def switch_off(site, request):
    """No second factor any more, where the portal does not require one."""
    user = request.user
    if settings.SECOND_FACTOR_REQUIRED or not second_factor.factor_of(user):
        messages.error(request, _("The second factor cannot be switched off here."))
        return redirect("admin:account")

    def remove():
        key = request.session.session_key
        second_factor.remove_factor(
            user, by=user, kind=Kind.FACTOR_REMOVED, request=request, but=key
        )
        tasks.tell(user, Kind.FACTOR_REMOVED)
        messages.success(request, _("Your account no longer asks for a code."))
        return redirect("admin:account")

    return _again(
        site,
        request,
        title=_("Switch the second factor off"),
        text=_("Your password alone will open the desk. Your recovery codes are void."),
        button=_("Switch off"),
        act=remove,
        danger=True,
    )


def sign_out(site, request):
    """End one other session, or all others; the one in use has its own button."""
    if request.method == "POST":
        only = request.POST.get("session") or None
        ended = sessions.end_sessions(request.user, but=request.session.session_key, only=only)
        if ended:
            record_event(Kind.SESSIONS_ENDED, about=request.user, by=request.user, request=request)
        messages.success(
            request,
            ngettext("Signed out on %(n)d device.", "Signed out on %(n)d devices.", ended)
            % {"n": ended},
        )
    return redirect("admin:account")
