"""`manage.py migrate`: Django's own, quick where the database is still empty."""

from django.core.management.commands import migrate

from iomiran.common.migrating import NarrowExecutor

# Django's command takes its executor by this name and offers no other way to choose it.
migrate.MigrationExecutor = NarrowExecutor


class Command(migrate.Command):
    pass
