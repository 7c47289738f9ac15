"""Forms, filters and inline rows of the admin of an edition."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from iomiran.common.languages.chain import direction

from .states import OPEN, State


class CurrentFilter(admin.SimpleListFilter):
    """By default the list shows what is current: live and open editions, not the history."""

    title = _("state")
    parameter_name = "show"

    def lookups(self, request, model_admin):
        return [("drafts", _("Drafts")), ("withdrawn", _("Withdrawn")), ("all", _("All editions"))]

    def choices(self, changelist):
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("Current"),
        }
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request, queryset):
        match self.value():
            case "drafts":
                return queryset.filter(state__in=OPEN)
            case "withdrawn":
                return queryset.filter(state=State.WITHDRAWN)
            case "all":
                return queryset
        return queryset.filter(state__in=(*OPEN, State.PUBLISHED, State.WITHDRAWN))


class DirectedFieldsMixin:
    """Every language's field is written in its own direction, whatever the screen's."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = getattr(db_field, "language", None)
        if field is not None and language:
            field.widget.attrs |= {"lang": language, "dir": direction(language)}
            # A draft may be in any language; publishing asks for what must be there.
            field.required = False
        return field


class EditionInline(DirectedFieldsMixin, TranslationStackedInline):
    extra = 0
    fk_name = "edition"

    def _open(self, request, obj):
        return obj is None or obj.is_open

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


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Public reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it at the page's address. One or two plain sentences."),
    )


class EditionForm(forms.ModelForm):
    """Adds the address for the first edition of a new document."""

    address = forms.SlugField(
        label=_("address"),
        max_length=80,
        required=False,
        help_text=_("The last part of the page's address: lower-case letters and hyphens."),
    )

    def clean(self):
        cleaned = super().clean()
        if self.instance.document_id is None:
            address = cleaned.get("address")
            document = type(self.instance)._meta.get_field("document").related_model
            if not address:
                raise ValidationError({"address": _("Give the page an address.")})
            if document.objects.filter(slug=address).exists():
                raise ValidationError(
                    {"address": _("This address is taken. Edit that page, or choose another.")}
                )
        return cleaned
