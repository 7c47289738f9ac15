"""Staff add files to a publication here; what is not what it says is refused."""

from django import forms
from django.db.models import Max
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from iomiran.common.files.forms import DocumentField
from iomiran.common.files.keeping import sha256_of, store_document

from .duplicates import refusal, same_file
from .models import PublicationFile


class FilesFormSet(BaseInlineFormSet):
    """The files of one edition, none of them twice."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            checked = getattr(form, "cleaned_data", {}).get("file")
            if not checked or form in self.deleted_forms:
                continue
            sha256 = sha256_of(checked.content)
            if sha256 in seen:
                form.add_error("file", _("The same file is in two rows."))
            seen.add(sha256)


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
        if (checked := cleaned.get("file")) and not cleaned.get("DELETE"):
            self._refuse_a_second(checked)
        return cleaned

    def _refuse_a_second(self, checked) -> None:
        """A row whose own file comes again is left as it is."""
        edition = self.instance.edition if self.instance.edition_id else None
        there = same_file(sha256_of(checked.content), edition=edition, but=self.instance)
        if there:
            self.add_error("file", refusal(there, edition=edition))

    def save(self, commit=True):
        checked = self.cleaned_data.get("file")
        if checked:
            self.instance.upload = store_document(checked, by=self.by)
            self.instance.generated = False
        if self.cleaned_data.get("position") is None:
            others = PublicationFile.objects.filter(edition=self.instance.edition_id)
            last = others.aggregate(last=Max("position"))["last"]
            self.instance.position = (last or 0) + 1
        return super().save(commit)

    def warnings(self) -> list[str]:
        """What staff should know of the file that was just added."""
        checked = self.cleaned_data.get("file")
        return checked.warnings() if checked and not self.cleaned_data.get("DELETE") else []
