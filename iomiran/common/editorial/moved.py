"""Addresses that a document once had: they lead to where it is now, and are never given again.

The database changes no address whose former one is not here; see `moved_database`.
"""

from django.conf import settings
from django.db import models
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery


class MovedAddress(models.Model):
    """A former address. The new one is that of the document now, so no chain ever grows."""

    path = models.CharField(
        max_length=200,
        unique=True,
        help_text="Without its language and the slash at its end, such as /programmes/example",
    )
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=80, help_text="Label of the model of the document")
    document_id = models.BigIntegerField()
    moved_at = models.DateTimeField(auto_now_add=True)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["kind", "slug"], name="movedaddress_slug_once"),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & ~Q(path__endswith="/"),
                name="movedaddress_path_is_plain",
            ),
        )

    def __str__(self):
        return self.path


def moved(model: type[Model]) -> QuerySet:
    """Former addresses of documents of one kind."""
    return MovedAddress.objects.filter(kind=model._meta.label_lower)


def is_taken(model: type[Model], slug: str) -> bool:
    """Whether a document of this kind has the address, or once had it."""
    return model.objects.filter(slug=slug).exists() or moved(model).filter(slug=slug).exists()


def document_at(model: type[Model], slug: str) -> Model | None:
    """The document that has this address, or else the one that once had it."""
    found = model.objects.filter(slug=slug).first()
    if found is not None:
        return found
    former = moved(model).filter(slug=slug).first()
    return former and model.objects.filter(pk=former.document_id).first()


def former_slugs(document: Model) -> QuerySet:
    """Addresses that the document once had, by which texts, the audit and content files know it."""
    return moved(type(document)).filter(document_id=document.pk).values_list("slug", flat=True)


def present_slugs(model: type[Model]) -> dict[str, str | None]:
    """Former address → the one of now, None where the document is gone. One query."""
    documents = model.objects.filter(pk=OuterRef("document_id"))
    return dict(moved(model).values_list("slug", Subquery(documents.values("slug"))))
