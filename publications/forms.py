"""Staff add files to a publication here; what is not what it says is refused."""

from django import forms
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
        return super().save(commit)

    def warnings(self) -> list[str]:
        """What staff should know of the file that was just added."""
        checked = self.cleaned_data.get("file")
        return checked.warnings() if checked and not self.cleaned_data.get("DELETE") else []
