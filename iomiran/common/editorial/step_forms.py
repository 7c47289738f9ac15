"""What a step asks before it is taken. `values()` are the arguments of its action."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from iomiran.common.languages.numbers import TO_ASCII

from .addresses import pages_that_are
from .models import Bundle
from .states import State
from .titles import edition_title


class StepForm(forms.Form):
    # A template asks whether a step has a form; it must not make one.
    do_not_call_in_templates = True

    def __init__(self, *args, edition=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition

    def values(self) -> dict:
        return self.cleaned_data


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Colleagues read it in the history. Readers do not see it."),
    )


class WesternDigits:
    """For a field into which digits may be typed as Persian writes them."""

    def to_python(self, value):
        return super().to_python(value.translate(TO_ASCII) if isinstance(value, str) else value)


class DayField(WesternDigits, forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"})


class TimeOfDayField(WesternDigits, forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "dir": "ltr"})


class TimeForm(StepForm):
    day = DayField(label=_("Date"), help_text=_("Gregorian, such as 2027-05-03."))
    time = TimeOfDayField(
        label=_("Time"), help_text=_("Tehran time, such as 09:00. It goes public at this minute.")
    )

    def values(self) -> dict:
        chosen = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return {"at": timezone.make_aware(chosen)}


class BundleForm(StepForm):
    bundle = forms.ModelChoiceField(
        Bundle.objects.none(), label=_("Bundle"), required=False, empty_label=_("A new one")
    )
    name = forms.CharField(
        label=_("Name of the new bundle"),
        max_length=120,
        required=False,
        help_text=_("Colleagues find it by this name. Readers do not see it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = Bundle.objects.filter(published_at__isnull=True, scheduled_for__isnull=True)
        self.fields["bundle"].queryset = waiting

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("bundle") and not cleaned.get("name", "").strip():
            raise ValidationError(_("Choose a bundle, or give a name to a new one."))
        return cleaned


class RemoveForm(StepForm):
    page = forms.ChoiceField(
        label=_("Lead its address to"),
        required=False,
        help_text=_("Choose the page that replaces it, if there is one."),
    )
    path = forms.CharField(
        label=_("or to another address of this portal"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("As in the browser, such as /programmes/."),
    )
    reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["page"].choices = [("", _("No page: readers are told that it is gone"))]
        self.fields["page"].choices += self._pages()

    def _pages(self) -> list[tuple]:
        groups = {}
        for path, edition in pages_that_are(State.PUBLISHED).items():
            if edition.pk != self.edition.pk or type(edition) is not type(self.edition):
                title = edition_title(edition)[0]
                kind = capfirst(edition._meta.verbose_name_plural)
                groups.setdefault(kind, []).append((path, f"{title} ({path})"))
        return list(groups.items())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("page") and cleaned.get("path"):
            raise ValidationError(_("Choose a page or type an address, not both."))
        return cleaned

    def values(self) -> dict:
        asked = self.cleaned_data
        return {"reason": asked["reason"], "to": asked["path"] or asked["page"]}


class MoveForm(StepForm):
    # Not a SlugField: what is wrong with an address is said by the action.
    slug = forms.CharField(
        label=_("New address"),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_(
            "The last part of the page's address: lower-case letters and hyphens. "
            "The present address leads there for ever, and is never used for another page."
        ),
    )
    reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].initial = self.edition.document.slug
