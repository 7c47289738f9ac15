"""Several files in one field: all of them are what they say, or none is taken."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomiran.common.languages.bidi import isolate
from iomiran.common.languages.numbers import format_number

from . import checking
from .forms import TOO_LARGE
from .pdf.asking import within

MOST_FILES = 30
# They are in memory together while they are checked.
MOST_TOGETHER = 150 * 1024 * 1024
SECONDS_TOGETHER = 60


@dataclass(frozen=True)
class Received:
    """A checked document and the name under which it was sent."""

    name: str
    document: checking.CheckedDocument


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class DocumentsField(forms.FileField):
    """Cleans to [Received], in the order in which they were sent.

    One that is refused refuses all: a browser cannot be given back what it sent, so the message
    names every file that is wrong, and says that all must be chosen again.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "PDF, XLSX or CSV, each at most 50 MB. Choose several, or drop them here."
            ),
        )
        accepted = ",".join(checking.CHECKS)
        kwargs.setdefault("widget", FilesInput(attrs={"accept": accepted, "class": "drop-files"}))
        super().__init__(**kwargs)
        # For js/upload_limit.js: it says so before anything is sent.
        self.widget.attrs |= {"data-limit": checking.MOST_BYTES, "data-too-large": TOO_LARGE}

    def clean(self, data, initial=None):
        sent = [file for file in data or () if file] if isinstance(data, list | tuple) else []
        if not sent:
            if self.required:
                raise ValidationError(_("Choose at least one file."), code="required")
            return []
        _refuse_too_much(sent)
        received, refused = [], []
        with within(SECONDS_TOGETHER):
            for file in sent:
                try:
                    received.append(Received(file.name, _checked(file)))
                except ValidationError as error:
                    refused.append(f"{isolate(file.name)}: {' '.join(error.messages)}")
        if refused:
            raise ValidationError([*refused, _nothing_kept(len(received))])
        return received


def _refuse_too_much(sent: list) -> None:
    if len(sent) > MOST_FILES:
        raise ValidationError(
            _("These are more than %(number)s files. Send fewer at once.")
            % {"number": format_number(MOST_FILES)}
        )
    if sum(file.size for file in sent) > MOST_TOGETHER:
        raise ValidationError(
            _("Together the files are larger than %(size)s MB. Send fewer at once.")
            % {"size": format_number(MOST_TOGETHER // 1024**2)}
        )


def _checked(file) -> checking.CheckedDocument:
    # Asked before reading: a file that is too large never comes into memory.
    if file.size > checking.MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    return checking.check_document(file.read(), file.name)


def _nothing_kept(fine: int) -> str:
    if not fine:
        return _("No file was kept.")
    return _("No file was kept, also not those that are in order: choose all of them again.")
