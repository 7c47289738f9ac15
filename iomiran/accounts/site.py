"""The admin site: a second factor in the https profile, and what waits for staff."""

import functools

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import PasswordChangeView
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django_otp import user_has_device

from iomiran.common.editorial.boards import board_urls
from iomiran.common.editorial.typed import typed_texts
from iomiran.common.editorial.waiting import waiting_for

from . import second_factor
from .forms import OwnPasswordForm, SecondFactorForm, SignInForm
from .sections import in_sections


def in_own_language(view):
    """The screens of the desk in the language that the member of staff has chosen."""

    @functools.wraps(view)
    def shown(request, *args, **kwargs):
        language = getattr(request.user, "language", settings.LANGUAGE_CODE)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        return response

    return shown


class StaffSite(admin.AdminSite):
    site_title = _("Portal desk")
    site_header = _("IOM in Iran: portal desk")
    index_title = _("What waits")
    empty_value_display = "–"
    index_template = "admin/desk.html"
    login_template = "admin/sign_in.html"
    login_form = SignInForm

    def has_permission(self, request):
        return getattr(request.user, "may_use_desk", False)

    def get_urls(self):
        # The two steps of a first sign-in come before Django's own addresses, which only let
        # in whoever may use the desk already.
        steps = (
            ("password_change/", self.own_password, "password_change"),
            ("second-factor/", self.second_factor, "second_factor"),
        )
        return [
            path(route, in_own_language(never_cache(csrf_protect(view))), name=name)
            for route, view, name in steps
        ] + [*board_urls(self), *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            step = self._next_step(request.user)
            if step:
                return redirect(step)
            is_signed_out = request.method == "POST" and request.user.is_anonymous
            if is_signed_out and (typed := typed_texts(request.POST)):
                return self._session_ended(request, typed)
            return inner(request, *args, **kwargs)

        return in_own_language(guarded)

    def _next_step(self, user) -> str:
        """What a member of staff must do before the desk opens; empty where nothing."""
        if not (user.is_active and user.is_staff):
            return ""
        if user.lacks_second_factor:
            return "" if user_has_device(user) else "admin:second_factor"
        return "admin:password_change" if user.must_change_password else ""

    def _session_ended(self, request, typed):
        """Whoever was signed out while writing sees what was typed, and can copy it."""
        context = {"title": _("You are signed out"), "typed": typed, "site_title": self.site_title}
        return TemplateResponse(request, "admin/session_ended.html", context, status=403)

    def own_password(self, request):
        """A password of one's own; the screen that a one-time password opens."""
        user = request.user
        if not (user.is_active and user.is_staff) or user.lacks_second_factor:
            return redirect("admin:index")
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:index"),
            template_name="registration/password_change_form.html",
            extra_context=self.each_context(request),
        )
        return view(request)

    def second_factor(self, request):
        """Set up an authenticator; whoever has one must have signed in with it first."""
        user = request.user
        if not (user.is_active and user.is_staff):
            return redirect("admin:login")
        if user_has_device(user) and not user.is_verified():
            return redirect("admin:login")
        form = SecondFactorForm(request.POST or None)
        codes = None
        if request.method == "POST" and form.is_valid():
            codes = second_factor.confirm(request, form.cleaned_data["code"])
            if codes is None:
                form.add_error("code", _("This code does not fit. Check the clock of your device."))
        device = None if codes else second_factor.waiting_device(user)
        context = self.each_context(request) | {
            "title": _("Second factor"),
            "form": form,
            "codes": codes,
            "secret": second_factor.secret_of(device) if device else "",
            "setup_address": device.config_url if device else "",
        }
        return TemplateResponse(request, "admin/second_factor.html", context)

    def get_app_list(self, request, app_label=None):
        """The lists under the headings of the desk; those of one app where it is asked for."""
        if app_label:
            return super().get_app_list(request, app_label)
        models = {
            entry["model"]._meta.label: entry
            for app in self._build_app_dict(request).values()
            for entry in app["models"]
        }
        sections = in_sections(models, administrator=request.user.is_superuser)
        home = reverse("admin:index", current_app=self.name)
        return [
            section | {"app_url": f"{home}#lists-{section['app_label']}", "has_module_perms": True}
            for section in sections
        ]

    def index(self, request, extra_context=None):
        waiting = waiting_for(request.user, self._registry)
        return super().index(request, {"waiting": waiting} | (extra_context or {}))
