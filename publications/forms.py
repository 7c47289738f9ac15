"""Staff add files to a publication here; what is not what it says is refused."""

from django import forms
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
        return super().save(commit)
