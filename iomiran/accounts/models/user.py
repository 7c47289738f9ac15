"""Staff accounts: log-in by e-mail, never deleted, only deactivated."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True} | fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language of the screens"), max_length=8, choices=settings.LANGUAGES, default="en"
    )
    is_staff = models.BooleanField(_("may sign in"), default=False)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick this instead of deleting an account: what it did stays on record."),
    )
    must_change_password = models.BooleanField(default=False, editable=False)
    personal_data_removed_at = models.DateTimeField(null=True, editable=False)
    date_joined = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is an account with this e-mail address already."),
            ),
            models.CheckConstraint(
                condition=models.Q(personal_data_removed_at=None) | models.Q(is_active=False),
                name="user_removed_is_inactive",
            ),
        ]

    def __str__(self):
        if self.personal_data_removed_at:
            return gettext("Former colleague %(number)s") % {"number": self.pk}
        return self.name or self.email

    def set_password(self, raw_password):
        super().set_password(raw_password)
        self.must_change_password = False

    @property
    def lacks_second_factor(self) -> bool:
        """Whether this session still owes the second factor; asked of `request.user`."""
        verified = getattr(self, "is_verified", lambda: False)
        return settings.SECOND_FACTOR_REQUIRED and not verified()

    @property
    def may_use_desk(self) -> bool:
        """Whether this session may see the admin, drafts and edit links."""
        return (
            self.is_active
            and self.is_staff
            and not self.must_change_password
            and not self.lacks_second_factor
        )

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)
