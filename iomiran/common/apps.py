from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "iomiran.common"
    label = "common"
    verbose_name = "Shared parts"

    def ready(self):
        from . import checks  # noqa: F401 - registers the system checks
        from .editorial import checks_of_texts

        checks_of_texts.register()
