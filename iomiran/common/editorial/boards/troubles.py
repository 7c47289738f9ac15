"""What did not go public when its time came, for the first screen of the desk."""

from datetime import timedelta

from django.utils import timezone

from iomiran.common.editorial.models import AuditEntry, Bundle, Edition

LATELY = timedelta(days=30)


def about(edition: Edition) -> tuple[str, str, int]:
    """Kind, address and number, as the audit names an edition."""
    return edition._meta.label_lower, edition.document.slug, edition.number


def put_back_lately() -> dict[tuple[str, str, int], str]:
    """`about` an edition → the last reason why it could not go public. One query."""
    entries = AuditEntry.objects.filter(
        action="could not publish", at__gte=timezone.now() - LATELY
    ).order_by("at")
    rows = entries.values_list("kind", "document", "edition_number", "reason")
    return {(kind, document, number): reason for kind, document, number, reason in rows}


def bundles_in_trouble():
    """Bundles that wait and did not go public, or that a member has left. One query."""
    return Bundle.objects.filter(published_at__isnull=True).exclude(problem="")
