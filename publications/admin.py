from functools import partial

from django.contrib import admin, messages
from django.forms import Script
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from iomiran.common.admin import PictureChoiceMixin
from iomiran.common.editorial.desk.admin import EditionAdmin, EditionInline
from iomiran.common.editorial.desk.choices import TitledFilter
from iomiran.common.editorial.desk.steps import MANAGE
from iomiran.common.editorial.states import State
from iomiran.common.files.keeping import reading_note
from iomiran.common.files.presenting import size_text, upload_url

from . import models
from .actions_files import add_files
from .desk import adding, downloads, languages, sheets
from .desk.forms import NEW_FILES, PublicationForm
from .forms import FilesFormSet, PublicationFileForm


class FileInline(EditionInline):
    model = models.PublicationFile
    form = PublicationFileForm
    formset = FilesFormSet
    texts_first = False
    view_on_site = False  # a file of a draft has no page yet
    readonly_fields = ("kept",)
    fields = ("kept", "file", "language", "label", "position")

    class Media:
        js = [
            Script("js/upload_limit.js", defer=True),
            Script("js/row_order.js", defer=True),
        ]

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
    form = PublicationForm
    change_form_template = "admin/publications/publicationedition/change_form.html"
    list_display = ("called", "kind", "date", *EditionAdmin.list_display[1:])
    list_filter = (*EditionAdmin.list_filter, "kind", ("themes", TitledFilter))
    after_texts = (
        (_("What it is"), (("kind",), ("date",), ("period_start", "period_end"))),
        (_("What it is about"), (("programmes",), ("themes",), ("series",), ("provinces",))),
        (_("Where it is read"), (("external_url",), ("generator",), ("picture",))),
        (_("Rights, and what it replaces"), (("licence",), ("replaces",))),
    )
    inlines = (FileInline,)

    # --- the screens that are of no one publication ---

    def get_urls(self):
        screens = {
            "add_files": adding.add_files_view,
            "languages": languages.languages_view,
            "sheets": sheets.sheets_view,
            "all_downloads": downloads.all_downloads_view,
        }
        return [
            path(
                f"{name.replace('_', '-')}/",
                self.admin_site.admin_view(partial(view, self)),
                name=f"publications_publicationedition_{name}",
            )
            for name, view in screens.items()
        ] + super().get_urls()

    # --- those of one publication ---

    def own_views(self):
        return super().own_views() | {
            "downloads": partial(downloads.downloads_view, self),
            "make_again": partial(sheets.make_again_view, self),
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            made_here = obj.state == State.PUBLISHED and bool(obj.generator)
            context["may_see_downloads"] = obj.published_at is not None
            context["may_make_again"] = made_here and self.holds(request, MANAGE)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- several files at once ---

    def get_fieldsets(self, request, obj=None):
        """The field for several files stands above the files, where they may be added."""
        groups = super().get_fieldsets(request, obj)
        for _title, options in groups:
            options["fields"] = [name for name in options["fields"] if name != NEW_FILES]
        if self.has_change_permission(request, obj):
            groups.append((_("Several files at once"), {"fields": [NEW_FILES]}))
        return [(title, options) for title, options in groups if options["fields"]]

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            row.by = request.user
        super().save_formset(request, form, formset, change)
        for row in formset.forms:
            for warning in row.warnings():
                messages.warning(request, warning)
        if formset.model is models.PublicationFile and form.cleaned_data.get(NEW_FILES):
            files = form.cleaned_data[NEW_FILES]
            added = add_files(edition=form.instance, files=files, by=request.user)
            adding.tell(self, request, added)
