"""What the desk asks for the files of publications."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.desk.parts import EditionForm
from iomiran.common.files.several import DocumentsField
from iomiran.common.languages.bidi import comma, isolate
from publications.models import Kind

NEW_FILES = "new_files"
TOGETHER, APART = "together", "apart"


class PublicationForm(EditionForm):
    """With a field for several files at once; each becomes a row at the end of the others."""

    new_files = DocumentsField(label=_("add several files"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if NEW_FILES in self.fields:
            self.fields[NEW_FILES].label = capfirst(self.fields[NEW_FILES].label)

    def full_clean(self):
        """Files come with the whole form or not at all: no browser sends them a second time."""
        super().full_clean()
        files = self.is_bound and getattr(self, "cleaned_data", {}).get(NEW_FILES)
        if files and self._errors:
            names = comma().join(isolate(file.name) for file in files)
            said = gettext("These files were not kept. Choose them again: %(names)s.")
            self.add_error(NEW_FILES, said % {"names": names})


class AddFilesForm(forms.Form):
    files = DocumentsField(label=_("files"))
    make = forms.ChoiceField(
        label=_("What they become"),
        choices=[
            (TOGETHER, _("One draft with all of them: its languages, or its parts")),
            (APART, _("A draft for each of them")),
        ],
        widget=forms.RadioSelect,
        initial=TOGETHER,
    )
    kind = forms.ChoiceField(
        label=_("kind"),
        choices=[choice for choice in Kind.choices if choice[0] != Kind.LINK],
        initial=Kind.PUBLICATION,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)
