"""The admin site: who may come in, the steps before the desk, and what waits for staff."""

import functools

from django.contrib import admin
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import user_has_device

from iomiran.common.editorial.boards.troubles import bundles_in_trouble
from iomiran.common.editorial.boards.views import board_urls
from iomiran.common.editorial.boards.waiting import waiting_for
from iomiran.common.editorial.desk.typed import typed_texts
from iomiran.common.references.views import references

from . import audit_screen, entrance, own_account, sessions
from .forms import SignInForm
from .language import in_own_language
from .sections import in_sections


class StaffSite(admin.AdminSite):
    site_title = _("Portal desk")
    site_header = _("IOM in Iran: portal desk")
    index_title = _("What waits")
    empty_value_display = "–"
    index_template = "admin/desk.html"
    login_template = "admin/entrance/sign_in.html"
    login_form = SignInForm

    def has_permission(self, request):
        return getattr(request.user, "may_use_desk", False)

    def get_urls(self):
        # Before Django's own addresses, which only let in whoever may use the desk already.
        doors = (
            ("password_reset/", entrance.password_reset, "password_reset"),
            (
                "password_reset/<str:uid>/<str:token>/",
                entrance.password_reset_confirm,
                "password_reset_confirm",
            ),
            ("invitation/<str:secret>/", entrance.invitation, "invitation"),
            # The two steps of a first sign-in.
            ("password_change/", own_account.own_password, "password_change"),
            ("second-factor/", own_account.set_up, "second_factor"),
            ("second-factor/picture.svg", own_account.picture, "second_factor_picture"),
        )
        screens = (
            ("account/", own_account.account, "account"),
            ("account/recovery-codes/", own_account.recovery_codes, "recovery_codes"),
            ("account/second-factor-off/", own_account.switch_off, "second_factor_off"),
            ("account/sign-out/", own_account.sign_out, "sessions_end"),
            ("audit/", audit_screen.audit, "audit"),
        )
        return [
            *[path(route, self._door(view), name=name) for route, view, name in doors],
            *[path(route, self._inside(view), name=name) for route, view, name in screens],
            *board_urls(self),
            path("references/", self.admin_view(references), name="references"),
            *super().get_urls(),
        ]

    def _door(self, view):
        """Everybody may knock; the view itself looks who it is."""

        @functools.wraps(view)
        def opened(request, *args, **kwargs):
            return view(self, request, *args, **kwargs)

        return in_own_language(never_cache(csrf_protect(sensitive_post_parameters()(opened))))

    def _inside(self, view):
        return self.admin_view(sensitive_post_parameters()(functools.partial(view, self)))

    def login(self, request, extra_context=None):
        response = in_own_language(super().login)(request, extra_context)
        entered = request.method == "POST" and response.status_code == 302
        return entrance.signed_in(request, response) if entered else response

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            if self.has_permission(request):
                sessions.note_seen(request, request.user)
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
        context = self.each_context(request) | {"title": _("You are signed out"), "typed": typed}
        return TemplateResponse(request, "admin/session_ended.html", context, status=403)

    def get_app_list(self, request, app_label=None):
        """The lists under the headings of the desk; those of one app where it is asked for."""
        if app_label:
            return super().get_app_list(request, app_label)
        models = {
            entry["model"]._meta.label: entry
            for app in self._build_app_dict(request).values()
            for entry in app["models"]
        }
        if history := models.get("common.AuditEntry"):
            # One page for what was done, to content and to accounts.
            history |= {"name": _("Audit"), "admin_url": reverse("admin:audit")}
        sections = in_sections(models, administrator=request.user.is_superuser)
        home = reverse("admin:index", current_app=self.name)
        return [
            section | {"app_url": f"{home}#lists-{section['app_label']}", "has_module_perms": True}
            for section in sections
        ]

    def index(self, request, extra_context=None):
        waiting = waiting_for(request.user, self._registry)
        desk = {"waiting": waiting}
        if request.user.has_perm("common.manage_desk"):
            desk["troubled_bundles"] = bundles_in_trouble()
        return super().index(request, desk | (extra_context or {}))
