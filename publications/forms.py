"""Staff add files to a publication here; what is not what it says is refused."""

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from iomiran.common.files.forms import DocumentField
from iomiran.common.files.storage import store_bytes

from .models import PublicationFile


class PublicationFileForm(forms.ModelForm):
    """`by` is set by the admin before saving."""

    file = DocumentField(label=_("file"), required=False)
    by = None

    class Meta:
        model = PublicationFile
        fields = ("language", "label", "position")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        place = self.fields.get("position")
        if place is None:  # a form that is only read
            return
        if not self.instance.pk:
            place.required, place.initial = False, None
            self.initial.pop("position", None)
            place.help_text = _("Empty: after the others.")
        # Words for the script that moves rows.
        place.widget.attrs |= {
            "data-row-order": _("Move this file: drag it, or press the arrow keys"),
            "data-row-order-says": _("Place NUMBER of TOTAL"),
        }

    def has_changed(self):
        """A row that was opened and left empty is none, whatever place it was given."""
        if self.instance.pk is None and set(self.changed_data) <= {"position"}:
            return False
        return super().has_changed()

    def clean(self):
        cleaned = super().clean()
        if not self.instance.upload_id and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return cleaned

    def save(self, commit=True):
        checked = self.cleaned_data.get("file")
        if checked:
            self.instance.upload = store_bytes(
                checked.content,
                name=checked.name,
                media_type=checked.media_type,
                pages=checked.pages,
                by=self.by,
            )
            self.instance.generated = False
        if self.cleaned_data.get("position") is None:
            others = PublicationFile.objects.filter(edition=self.instance.edition_id)
            last = others.aggregate(last=Max("position"))["last"]
            self.instance.position = (last or 0) + 1
        return super().save(commit)
