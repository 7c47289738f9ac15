from django.apps import AppConfig, apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "iomiran.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from . import signals  # noqa: F401 - receivers
        from .groups import make_groups

        post_migrate.connect(make_groups, dispatch_uid="accounts.make_groups")


class StaffSiteConfig(AdminConfig):
    """Django's admin with the portal's own site object."""

    default_site = "iomiran.accounts.site.StaffSite"

    def ready(self):
        super().ready()
        # Staff see the work on the screen that it belongs to, never as rows of the queue; and
        # nobody sees the secrets of authenticators.
        for label in ("procrastinate", "otp_totp"):
            for model in apps.get_app_config(label).get_models():
                if admin.site.is_registered(model):
                    admin.site.unregister(model)
