"""Two people write in one draft: the second is told what the first changed, and loses nothing.

The form carries what its writer saw when it was opened. Where the draft says something else by
now, nothing is saved: what only the colleague changed is taken into the form, what only the
writer changed stays, and where both wrote, the writer's text stays with the colleague's under it.
"""

from dataclasses import dataclass, field

from django.core import signing
from django.forms import ModelForm
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iomiran.common.editorial.content import as_json, content_of, fingerprint_of
from iomiran.common.editorial.models import Edition
from iomiran.common.languages.bidi import bdi
from iomiran.common.richtext import clean_html, plain_text

SEEN = "seen_content"
SALT = "iomiran.common.editorial.meeting"


def seen(edition: Edition) -> str:
    """What the draft says now, packed for a hidden field of the form."""
    return signing.dumps(as_json(content_of(edition)), salt=SALT, compress=True)


def fingerprint_seen(packed: str) -> str:
    """Fingerprint of what the form's writer saw; "" where it does not say."""
    try:
        return fingerprint_of(signing.loads(packed, salt=SALT))
    except signing.BadSignature:
        return ""


@dataclass
class Meeting:
    """What somebody else changed since the form was opened.

    `theirs` are labels of what only they changed, `both` field name → their text, where the
    writer changed it too; `rows` labels of rows that they changed.
    """

    data: QueryDict
    theirs: list[str] = field(default_factory=list)
    both: dict[str, str] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)

    def message(self, edition: Edition) -> str:
        """One sentence on what happened, HTML."""
        changed = [*self.theirs, *self.rows]
        return format_html(
            _(
                "{} saved this draft while you were writing, so yours was not saved yet. "
                "Nothing of it is lost. Changed by your colleague: {}. Look, and save again."
            ),
            bdi(edition.edited_by or "–"),
            ", ".join(changed) or _("the texts marked below"),
        )


def meeting(edition: Edition, data: QueryDict, form_class: type[ModelForm]) -> Meeting | None:
    """None where the draft still says what the writer saw. `data` is what was posted."""
    try:
        before = signing.loads(data.get(SEEN, ""), salt=SALT)
    except signing.BadSignature:
        return None
    now = as_json(content_of(edition))
    changed = {name for name in now if now[name] != before.get(name)}
    if not changed:
        return None
    met = Meeting(data.copy())
    form = form_class(data, instance=type(edition).objects.get(pk=edition.pk))
    for name in sorted(changed):
        if name in edition.copied_rows:
            options = type(edition)._meta.get_field(name).related_model._meta
            met.rows.append(capfirst(str(options.verbose_name_plural)))
        elif name in form.fields:
            bound = form[name]
            if _same(bound, now[name]):
                continue
            if _same(bound, before.get(name)):
                _take(met.data, bound, now[name])
                met.theirs.append(str(bound.label))
            else:
                met.both[name] = plain_text(str(now[name]))
    _keep_rows(met.data, edition)
    met.data[SEEN] = seen(edition)
    return met


def _same(bound, value) -> bool:
    """Whether what was posted says no more than `value`."""
    posted = bound.data
    if isinstance(value, list):
        return sorted(str(one) for one in posted or ()) == sorted(str(one) for one in value)
    if isinstance(value, str) and isinstance(posted, str):
        return _normal(posted) == _normal(value)
    return not bound.field.has_changed(value, posted)


def _normal(text: str) -> str:
    """Without what the editor and the browser change of themselves: ends of lines, spaces
    between elements."""
    text = " ".join((clean_html(text) if "<" in text else text).split())
    return text.replace("> <", "><")


def _take(data: QueryDict, bound, value) -> None:
    """Put the colleague's value in the place of the one that the writer left alone."""
    if isinstance(value, list):
        data.setlist(bound.html_name, [str(one) for one in value])
    elif isinstance(value, bool):
        data.setlist(bound.html_name, ["on"] if value else [])
    else:
        data[bound.html_name] = "" if value is None else str(value)


def _keep_rows(data: QueryDict, edition: Edition) -> None:
    """A row that the colleague removed becomes a new one, or its writer could never save."""
    for name in edition.copied_rows:
        there = {str(pk) for pk in getattr(edition, name).values_list("pk", flat=True)}
        prefix = name  # of a formset: the name of the relation
        total = int(data.get(f"{prefix}-TOTAL_FORMS") or 0)
        first = int(data.get(f"{prefix}-INITIAL_FORMS") or 0)
        gone = [n for n in range(first) if data.get(f"{prefix}-{n}-id") not in there]
        if not gone:
            continue
        order = [n for n in range(total) if n not in gone] + gone
        posted = {n: _row(data, f"{prefix}-{n}-") for n in range(total)}
        for new, old in enumerate(order):
            for key in _row(data, f"{prefix}-{new}-"):
                del data[f"{prefix}-{new}-{key}"]
            for key, values in posted[old].items():
                data.setlist(
                    f"{prefix}-{new}-{key}", [""] if old in gone and key == "id" else values
                )
        data[f"{prefix}-INITIAL_FORMS"] = str(first - len(gone))


def _row(data: QueryDict, start: str) -> dict[str, list[str]]:
    return {
        key.removeprefix(start): data.getlist(key) for key in list(data) if key.startswith(start)
    }
