"""An edition as its history should have kept it: read from its own tables, not from events."""

from iomiran.common.editorial.history.snapshots import Row, Snapshot, values_of
from iomiran.common.editorial.models import Edition


def snapshot_of(edition: Edition) -> Snapshot:
    """The edition as it is in memory, with its relations and rows as the database has them."""
    model = type(edition)
    return Snapshot(
        model=model,
        values=values_of(edition),
        many={
            relation.name: tuple(
                sorted(getattr(edition, relation.name).values_list("pk", flat=True))
            )
            for relation in model._meta.many_to_many
        },
        rows={
            relation: tuple(Row(row.pk, values_of(row)) for row in getattr(edition, relation).all())
            for relation in model.copied_rows
        },
    )
