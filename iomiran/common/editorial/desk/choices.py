"""Choices among documents, by title in the reader's language and in one query."""

from django import forms
from django.contrib.admin import RelatedFieldListFilter
from django.forms.models import ModelChoiceIterator

from iomiran.common.editorial.models import Document
from iomiran.common.editorial.titles import document_title, with_titles


class _ByTitle(ModelChoiceIterator):
    """Sorted as a reader looks for a title; the database knows only the address."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        choices = [self.choice(document) for document in with_titles(self.queryset)]
        yield from sorted(choices, key=lambda choice: choice[1].casefold())


class TitledChoiceField(forms.ModelChoiceField):
    iterator = _ByTitle

    def label_from_instance(self, document):
        return document_title(document)


class TitledMultipleChoiceField(forms.ModelMultipleChoiceField):
    iterator = _ByTitle

    def label_from_instance(self, document):
        return document_title(document)


class TitledChoicesMixin:
    """For admins: documents are chosen by title, several of them by ticking."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if issubclass(db_field.related_model, Document):
            kwargs.setdefault("form_class", TitledChoiceField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if issubclass(db_field.related_model, Document):
            kwargs.setdefault("form_class", TitledMultipleChoiceField)
            kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class TitledFilter(RelatedFieldListFilter):
    """A filter beside a list: `list_filter = [("series", TitledFilter)]`."""

    def field_choices(self, field, request, model_admin):
        documents = with_titles(field.related_model._default_manager.all())
        choices = [(document.pk, document_title(document)) for document in documents]
        return sorted(choices, key=lambda choice: choice[1].casefold())
