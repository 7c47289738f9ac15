"""Forms and inline rows of the admin of an edition."""

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from iomiran.common.editorial.admin_layout import in_reading, readings, row_fieldsets
from iomiran.common.editorial.moved import is_taken
from iomiran.common.languages.bidi import isolate

from .fields import DirectedFieldsMixin
from .meeting import SEEN, fingerprint_seen


class EditionInline(DirectedFieldsMixin, TranslationStackedInline):
    extra = 0
    fk_name = "edition"
    # Whether a row is its text, or a thing that has one.
    texts_first = True

    def get_readonly_fields(self, request, obj=None):
        shown = () if self.has_change_permission(request, obj) else readings(self.model).values()
        return [*super().get_readonly_fields(request, obj), *shown]

    def get_fieldsets(self, request, obj=None):
        names = [
            name
            for name in flatten_fieldsets(super().get_fieldsets(request, obj))
            if isinstance(name, str)
        ]
        shown = {} if self.has_change_permission(request, obj) else readings(self.model)
        names += [name for name in shown if name not in names]
        groups = row_fieldsets(self.model, names, texts_first=self.texts_first)
        for _title, options in groups:
            options["fields"] = in_reading(options["fields"], shown)
        return groups

    def _open(self, request, obj):
        return obj is None or obj.is_editable

    def has_add_permission(self, request, obj=None):
        return self._open(request, obj) and _may_write(request, self.parent_model)

    def has_change_permission(self, request, obj=None):
        return self._open(request, obj) and _may_write(request, self.parent_model)

    def has_delete_permission(self, request, obj=None):
        return self._open(request, obj) and _may_write(request, self.parent_model)

    def has_view_permission(self, request, obj=None):
        options = self.parent_model._meta
        return request.user.has_perm(f"{options.app_label}.view_{options.model_name}")


def _may_write(request, model) -> bool:
    return request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = step.asks
        self.fields["reason"].help_text = step.help


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Waits for"), queryset=None, required=False, empty_label=_("whoever has time")
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues


class EditionForm(forms.ModelForm):
    """Adds what a new document needs: its address, and what subclasses name and give."""

    new_document_fields: tuple[str, ...] = ("slug",)

    # Not "address": the edition of a contact has a field of that name.
    slug = forms.SlugField(
        label=_("address"),
        max_length=80,
        required=False,
        help_text=_("The last part of the page's address: lower-case letters and hyphens."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.new_document_fields:
            if name in self.fields:
                self.fields[name].label = capfirst(self.fields[name].label)

    # What a colleague saved while this form was open; see `meeting`.
    met = None

    def clean(self):
        cleaned = super().clean()
        if self.met:
            self.add_error(None, self.met.message(self.instance))
            for name, theirs in self.met.both.items():
                if name in self.fields:
                    said = _("Your colleague wrote here: “%(text)s”") % {"text": isolate(theirs)}
                    self.add_error(name, said)
        elif self.instance.pk and self._saved_meanwhile():
            self.add_error(None, _("A colleague saved this draft at this moment. Save again."))
        if self.instance.document_id is None:
            address = cleaned.get("slug")
            document = type(self.instance)._meta.get_field("document").related_model
            if not address:
                raise ValidationError({"slug": _("Give the page an address.")})
            if is_taken(document, address):
                raise ValidationError(
                    {"slug": _("This address is taken. Edit that page, or choose another.")}
                )
        return cleaned

    def _saved_meanwhile(self) -> bool:
        """Whether somebody saved between the comparison and the lock of this request."""
        before = getattr(self.instance, "content_before", None)
        shown = self.data.get(SEEN)
        return bool(before and shown) and fingerprint_seen(shown) not in ("", before)

    def document_values(self) -> dict:
        """What the new document is made with."""
        return {"slug": self.cleaned_data["slug"]}
