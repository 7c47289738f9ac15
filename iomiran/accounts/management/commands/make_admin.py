"""Make the first staff account, or give it a new one-time password."""

import secrets

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from iomiran.accounts.models import User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--email", default="admin@localhost.example")

    def handle(self, *args, email, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        password = secrets.token_urlsafe(12)
        user = User.objects.filter(email__iexact=email).first() or User(email=email)
        user.is_staff = user.is_superuser = user.is_active = True
        user.set_password(password)
        user.must_change_password = True
        user.save()
        self.stdout.write(f"E-mail:   {user.email}")
        self.stdout.write(f"Password: {password}")
        self.stdout.write("Sign in at /admin/; you will be asked for a password of your own.")
