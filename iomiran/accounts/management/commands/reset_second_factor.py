"""Take the second factor from an account whose owner has lost both telephone and codes."""

from django.core.management.base import BaseCommand, CommandError

from iomiran.accounts import second_factor, tasks
from iomiran.accounts.lockout import account_of
from iomiran.accounts.models import Kind


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        user = account_of(email)
        if user is None:
            raise CommandError(f"No account has the e-mail address {email!r}.")
        if not second_factor.factor_of(user):
            raise CommandError("This account has no second factor.")
        second_factor.remove_factor(user, by=None, kind=Kind.FACTOR_RESET)
        tasks.tell(user, Kind.FACTOR_RESET)
        self.stdout.write(f"{user.email} sets up a new second factor at the next sign-in.")
