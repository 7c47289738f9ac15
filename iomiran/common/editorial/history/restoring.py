"""An earlier version becomes the draft. Nothing is overwritten that the history does not keep."""

from dataclasses import dataclass, field

from django.db import models, transaction
from django.utils.translation import gettext as _

from iomiran.common.editorial.actions import (
    EditorialError,
    content_changed,
    draft_from,
    lock_document,
    record,
)
from iomiran.common.editorial.admin_layout import label_of
from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import OPEN

from .snapshots import Row, Snapshot, kept_fields, row_model
from .versions import Version


class DraftInTheWay(EditorialError):
    """There is an open draft with a content of its own: whoever restores must say it may go."""


@dataclass
class Restored:
    """The draft, and sentences on what could not be brought back."""

    edition: Edition
    missing: list[str] = field(default_factory=list)


@transaction.atomic
def restore_version(
    *, edition: Edition, version: Version, by, reason: str, replace_draft: bool = False
) -> Restored:
    """Make the open draft of the document what `version` was; the live page stays.

    `edition` is any edition of the document. Raises EditorialError where an open edition is not
    a draft, no reason is given, or the version is not of this kind; DraftInTheWay where a draft
    is open and `replace_draft` does not say that it may be replaced.
    """
    model = type(edition)
    if version.snapshot is None or version.snapshot.model is not model:
        raise EditorialError(_("Of this version only the action is on record, not the text."))
    if not edition.is_restorable:
        raise EditorialError(_("A data release is not restored: import its file again."))
    if not reason.strip():
        raise EditorialError(_("Give a reason: your colleagues will read it in the history."))
    lock_document(edition)
    open_edition = model.objects.open().filter(document_id=edition.document_id).first()
    if open_edition is not None and not open_edition.is_editable:
        raise EditorialError(
            _("An edition is “%(state)s” now, so nothing was restored. Take it back first.")
            % {"state": open_edition.get_state_display()}
        )
    if open_edition is not None and not replace_draft:
        raise DraftInTheWay(_("There is an open draft. Confirm that the version replaces it."))
    draft = open_edition or draft_from(edition=_origin(edition), by=by)
    restored = Restored(draft)
    _fill(draft, version.snapshot.values, restored.missing)
    draft.save()
    _link(draft, version.snapshot, restored.missing)
    _put_rows(draft, version.snapshot, restored.missing)
    content_changed(edition=draft, by=by)
    which = f"edition {version.number} as of {version.at:%Y-%m-%d %H:%M} UTC"
    record(action="restore", edition=draft, by=by, reason=f"{reason.strip()}; {which}")
    return restored


def _origin(edition: Edition) -> Edition:
    """What a new draft is made from, before it is filled: the newest edition there is."""
    editions = type(edition).objects.filter(document_id=edition.document_id)
    return editions.exclude(state__in=OPEN).order_by("-number").first() or edition


def _there(column: models.ForeignKey, key) -> bool:
    return key is None or column.related_model._default_manager.filter(pk=key).exists()


def _gone(label: str) -> str:
    return _("“%(part)s”: what it pointed to is gone, so this part was not restored.") % {
        "part": label
    }


def _fill(instance: models.Model, values, missing: list[str]) -> bool:
    """Sets the columns; False where a key that must be there points to what is gone."""
    whole = True
    for column in kept_fields(type(instance)):
        if column.name not in values:
            continue
        value = values[column.name]
        if not column.is_relation:
            setattr(instance, column.name, value)
        elif _there(column, value):
            setattr(instance, column.attname, value)
        else:
            missing.append(_gone(label_of(column)))
            whole = whole and column.null
            if column.null:
                setattr(instance, column.attname, None)
    return whole


def _link(draft: Edition, snapshot: Snapshot, missing: list[str]) -> None:
    for relation in type(draft)._meta.local_many_to_many:
        keys = set(snapshot.many.get(relation.name, ()))
        targets = relation.related_model._default_manager.filter(pk__in=keys)
        if len(targets) < len(keys):
            missing.append(_gone(label_of(relation)))
        getattr(draft, relation.name).set(targets)


def _put_rows(draft: Edition, snapshot: Snapshot, missing: list[str]) -> None:
    for name in draft.copied_rows:
        model = row_model(type(draft), name)
        getattr(draft, name).all().delete()
        for row in snapshot.rows.get(name, ()):
            _put_row(model, draft, row, missing)


def _put_row(model, draft: Edition, row: Row, missing: list[str]) -> None:
    instance = model(edition=draft)
    if _fill(instance, row.values, missing):
        instance.save()
