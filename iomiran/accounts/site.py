"""The admin site: asks for a second factor in the https profile, says what waits for staff."""

import functools

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.waiting import waiting_for


class StaffSite(admin.AdminSite):
    site_title = _("Portal desk")
    site_header = _("IOM in Iran: portal desk")
    index_title = _("What waits")
    index_template = "admin/desk.html"
    login_template = "admin/sign_in.html"

    @property
    def login_form(self):
        if settings.SECOND_FACTOR_REQUIRED and apps.is_installed("django_otp"):
            from django_otp.admin import OTPAdminAuthenticationForm

            return OTPAdminAuthenticationForm
        return AdminAuthenticationForm

    def has_permission(self, request):
        permitted = super().has_permission(request)
        if settings.SECOND_FACTOR_REQUIRED:
            return permitted and request.user.is_verified()
        return permitted

    def admin_view(self, view, cacheable=False):
        """A one-time password opens one screen: the one that replaces it."""
        inner = super().admin_view(view, cacheable)
        open_to_all = {self.password_change, self.password_change_done, self.logout}

        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            waiting = getattr(request.user, "must_change_password", False)
            if waiting and getattr(view, "__func__", view) not in {
                getattr(v, "__func__", v) for v in open_to_all
            }:
                return redirect("admin:password_change")
            return inner(request, *args, **kwargs)

        return guarded

    def index(self, request, extra_context=None):
        waiting = waiting_for(request.user)
        return super().index(request, {"waiting": waiting} | (extra_context or {}))
