"""The forms of an import, beside the one that gives columns their meaning."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.editorial.desk.choices import TitledChoiceField
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.info import LANGUAGES
from iomiran.common.languages.numbers import format_number
from returns.importing.received import ENDINGS
from returns.importing.received.faults import REASONS
from returns.models import Release, Series


class UploadForm(forms.Form):
    series = TitledChoiceField(
        label=pgettext_lazy("one of them", "series"),
        queryset=Series.objects.filter(editions__state="published").distinct(),
        help_text=_("Who counts what: figures of different counts belong to different series."),
    )
    file = forms.FileField(
        label=_("file"), widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit = settings.RETURNS_IMPORT_LIMIT_MB
        shown = format_number(limit)
        self.fields["file"].help_text = _(
            "CSV, XLSX or ODS, at most %(limit)s MB. Formulas, macros and passwords are refused."
        ) % {"limit": shown}
        self.fields["file"].widget.attrs |= {
            "data-limit": limit * 1024 * 1024,
            "data-too-large": REASONS["too_large"] % {"value": shown},
        }
        self.fields["file"].error_messages["empty"] = _(
            "The file is empty. Choose the file that holds the table."
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your colleague reads it. One or two plain sentences."),
    )


class SubmitForm(forms.Form):
    """The notes of the release in the languages of the portal, and what is said of findings."""

    provisional = forms.BooleanField(
        label=_("provisional: the source may still change these figures"), required=False
    )

    def __init__(self, *args, findings: bool, **kwargs):
        super().__init__(*args, **kwargs)
        asked = {"notes": _("What is new in this release")}
        if findings:
            asked["findings_note"] = _(
                "Public note: why it is published although it does not add up"
            )
        for name, label in asked.items():
            for code, language in LANGUAGES:
                field = forms.CharField(
                    label=f"{label} – {language}",
                    required=code == "en",
                    widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"}),
                )
                self.fields[f"{name}_{code.replace('-', '_')}"] = field


class ReleaseChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, release):
        return _("release %(number)s, public since %(day)s") % {
            "number": format_number(release.number),
            "day": format_date(release.published_at, both=False),
        }


class WithdrawToForm(forms.Form):
    earlier = ReleaseChoiceField(
        label=_("Earlier release"), queryset=Release.objects.none(), empty_label=None
    )
    reason = forms.CharField(
        label=_("Public reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it at the address of the release that is taken back."),
    )

    def __init__(self, *args, earlier, reason="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["earlier"].queryset = earlier
        if reason:  # given when it was withdrawn: readers have it already
            del self.fields["reason"]
