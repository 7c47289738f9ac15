from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "iomiran.common"
    label = "common"
    verbose_name = "Shared parts"

    def ready(self):
        from . import checks  # noqa: F401 - registers the system checks
        from .editorial.addresses import former_addresses
        from .editorial.boards import checks_of_texts
        from .editorial.history.tracking import keep_history
        from .links.resolving import register_redirects
        from .preview import signing_out  # noqa: F401 - listens

        # modeltranslation stands first among the apps: its columns are there by now.
        keep_history()
        checks_of_texts.register()
        register_redirects(former_addresses)
