from django.contrib import admin, messages
from django.forms import Script
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from iomiran.common.admin import PictureChoiceMixin
from iomiran.common.editorial.desk.admin import EditionAdmin, EditionInline
from iomiran.common.editorial.desk.choices import TitledFilter
from iomiran.common.files.keeping import reading_note
from iomiran.common.files.presenting import size_text, upload_url

from . import models
from .forms import FilesFormSet, PublicationFileForm


class FileInline(EditionInline):
    model = models.PublicationFile
    form = PublicationFileForm
    formset = FilesFormSet
    texts_first = False
    readonly_fields = ("kept",)
    fields = ("kept", "file", "language", "label", "position")

    class Media:
        js = [Script("js/upload_limit.js", defer=True)]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("upload")

    @admin.display(description=_("file as it is now"))
    def kept(self, row):
        if not row.upload_id:
            return "–"
        upload = row.upload
        return format_html(
            '<a href="{}"><bdi>{}</bdi></a> {} <span class="quiet">{}</span>',
            upload_url(upload),
            upload.name,
            size_text(upload.size),
            reading_note(upload),
        )


admin.site.register(models.ThemeEdition, EditionAdmin)


@admin.register(models.PublicationEdition)
class PublicationAdmin(PictureChoiceMixin, EditionAdmin):
    list_display = ("called", "kind", "date", *EditionAdmin.list_display[1:])
    list_filter = (*EditionAdmin.list_filter, "kind", ("themes", TitledFilter))
    after_texts = (
        (_("What it is"), (("kind",), ("date",), ("period_start", "period_end"))),
        (_("What it is about"), (("programmes",), ("themes",), ("series",), ("provinces",))),
        (_("Where it is read"), (("external_url",), ("generator",), ("picture",))),
        (_("Rights, and what it replaces"), (("licence",), ("replaces",))),
    )
    inlines = (FileInline,)

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            row.by = request.user
        super().save_formset(request, form, formset, change)
        for row in formset.forms:
            for warning in row.warnings():
                messages.warning(request, warning)
