"""What may be done with an invitation."""

import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .events import record_event
from .models import Invitation, Kind, User
from .models.invitations import VALID_FOR


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def check_address(email: str) -> None:
    """Raises ValidationError where the address has an account or an open invitation."""
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(_("There is an account with this e-mail address already."))
    if Invitation.objects.open().filter(email__iexact=email).exists():
        raise ValidationError(
            _("This address is invited already. Send that invitation again, or take it back.")
        )


@transaction.atomic
def invite(*, email: str, name: str, language: str, groups, by, request=None) -> Invitation:
    """An invitation whose e-mail is still to be written. Raises ValidationError."""
    check_address(email)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                name=name,
                language=language,
                invited_by=by,
                expires_at=timezone.now() + VALID_FOR,
            )
    except IntegrityError as error:  # a colleague was faster
        raise ValidationError(_("This address is invited already.")) from error
    invitation.groups.set(groups)
    names = ", ".join(sorted(group.name for group in groups))
    record_event(Kind.INVITED, by=by, request=request, detail=f"{invitation.pk}: {names}")
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise ValidationError(_("This invitation was accepted; the account exists."))
    if invitation.revoked_at:
        raise ValidationError(_("This invitation was taken back."))
    return invitation


@transaction.atomic
def renew(*, invitation: Invitation, by, request=None) -> Invitation:
    """The link sent before is void from now on; another is to be sent. Raises ValidationError."""
    invitation = _locked(invitation)
    invitation.digest = ""
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.save(update_fields=["digest", "expires_at"])
    record_event(Kind.INVITED_AGAIN, by=by, request=request, detail=invitation.pk)
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by, request=None) -> Invitation:
    """Raises ValidationError where it was accepted or taken back already."""
    invitation = _locked(invitation)
    invitation.revoked_at = timezone.now()
    invitation.digest = ""
    invitation.save(update_fields=["revoked_at", "digest"])
    record_event(Kind.INVITATION_REVOKED, by=by, request=request, detail=invitation.pk)
    return invitation


def new_secret(invitation: Invitation) -> str | None:
    """The secret of a new link; None where the invitation ended meanwhile."""
    secret = secrets.token_urlsafe(32)
    still_open = Invitation.objects.open().filter(pk=invitation.pk)
    return secret if still_open.update(digest=_digest(secret)) else None


def invitation_of(secret: str) -> Invitation | None:
    """The invitation that a link opens, while it is valid."""
    found = Invitation.objects.open().filter(digest=_digest(secret)).first()
    return found if found and found.is_valid else None


@transaction.atomic
def accept(*, secret: str, password: str, request=None) -> User:
    """The account of the invited person, with the password that they chose.

    Raises ValidationError where the link is no longer valid, also for the slower of two.
    """
    found = Invitation.objects.select_for_update().filter(digest=_digest(secret)).first()
    if found is None or not found.is_valid:
        raise ValidationError(_("This link is no longer valid. Ask for another invitation."))
    if User.objects.filter(email__iexact=found.email).exists():
        raise ValidationError(_("There is an account with this e-mail address already."))
    user = User.objects.create_user(
        found.email, password, name=found.name, language=found.language, is_staff=True
    )
    user.groups.set(found.groups.all())
    found.account, found.accepted_at, found.digest = user, timezone.now(), ""
    found.save(update_fields=["account", "accepted_at", "digest"])
    record_event(Kind.INVITATION_ACCEPTED, about=user, by=user, request=request, detail=found.pk)
    return user
