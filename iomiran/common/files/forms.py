"""Form fields that take a file only if it is what it says."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from . import checking, pictures

TOO_LARGE = _("The file is larger than 50 MB. Save it smaller and try again.")


class DocumentField(forms.FileField):
    """Cleans to a CheckedDocument, or None where nothing was sent."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("PDF, XLSX or CSV, at most 50 MB."))
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(checking.CHECKS)}))
        super().__init__(**kwargs)
        # For js/upload_limit.js: it says so before anything is sent.
        self.widget.attrs |= {"data-limit": checking.MOST_BYTES, "data-too-large": TOO_LARGE}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        # Asked before reading: a file that is too large never comes into memory.
        if file.size > checking.MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return checking.check_document(file.read(), file.name)


class PictureFileField(forms.FileField):
    """Cleans to (content, name), or None where nothing was sent."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("JPEG, PNG or WebP, at most 15 MB."))
        kwargs.setdefault(
            "widget", forms.FileInput(attrs={"accept": ",".join(pictures.FORMATS.values())})
        )
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        if file.size > pictures.MOST_BYTES:
            raise ValidationError(
                _("The picture is larger than 15 MB. Save it smaller and try again.")
            )
        content = file.read()
        pictures.open_picture(content)
        return content, file.name
