"""Who signs out looks no longer: the browser may be somebody else's next."""

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from .models import PreviewLink


@receiver(user_logged_out)
def end_look(sender, user, **kwargs):
    if user is not None:
        PreviewLink.objects.filter(made_by=user, for_self=True).delete()
