"""Pictures as staff keep them: described, credited, with the point that a cut must not lose."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.actions import raise_generation
from iomiran.common.editorial.desk.fields import DirectedFieldsMixin
from iomiran.common.editorial.history.row_admin import RowHistoryMixin
from iomiran.common.languages.bidi import bdi, isolate, joined
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.info import LANGUAGES, own_name

from .forms import PictureFileField
from .models import Picture, Shape
from .pictures import attach_picture, cut_again, delete_picture
from .presenting import upload_url
from .usage import PictureInUse, used, uses_of

# Every page is complete in these two, so every picture is described in them.
DESCRIBED_IN = ("en", "fa")
ASKED_IN = tuple(code for code, _name in LANGUAGES if code not in DESCRIBED_IN)


def lacking(language: str) -> Q:
    """Pictures that have no alternative text of their own in the language."""
    name = build_localized_fieldname("alternative", language)
    return Q(**{name: ""}) | Q(**{f"{name}__isnull": True})


class LackingFilter(admin.SimpleListFilter):
    title = _("no alternative text")
    parameter_name = "lacking"

    def lookups(self, request, model_admin):
        return LANGUAGES

    def queryset(self, request, queryset):
        known = dict(LANGUAGES)
        return queryset.filter(lacking(self.value())) if self.value() in known else queryset


class UseFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("live", _("On a public page")), ("none", _("Used nowhere"))]

    def queryset(self, request, queryset):
        match self.value():
            case "live":
                return queryset.filter(used(live=True))
            case "none":
                return queryset.exclude(used())
        return queryset


class PictureForm(forms.ModelForm):
    file = PictureFileField(label=_("picture"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Pages refer to the picture: another photograph is another picture.
            self.fields.pop("file", None)
        for code, _name in LANGUAGES:
            field = self.fields.get(build_localized_fieldname("alternative", code))
            if field and code in DESCRIBED_IN:
                field.required = True
            elif field:
                field.help_text = _("Until it is written, readers hear the text in %(next)s.") % {
                    "next": own_name("fa" if code == "fa-af" else "en")
                }


@admin.register(Picture)
class PictureAdmin(RowHistoryMixin, DirectedFieldsMixin, TranslationAdmin):
    form = PictureForm
    change_form_template = "admin/pictures/change_form.html"
    actions = None
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False
    list_display = ("thumbnail", "called", "described", "credit", "licence_shown", "added")
    list_display_links = ("called",)
    list_filter = (LackingFilter, UseFilter)
    list_select_related = ("upload",)
    list_per_page = 50
    search_fields = ("upload__name", "alternative_en", "alternative_fa", "credit")
    what = ("credit", "licence", "licence_words")
    focal = ("focal_x", "focal_y")

    class Media:
        js = (forms.Script("js/focal_point.js", defer=True),)

    # --- what is on the screen ---

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("renditions__upload")

    def get_fieldsets(self, request, obj=None):
        texts = [build_localized_fieldname("alternative", code) for code, _name in LANGUAGES]
        groups = [
            (None, {"fields": [] if obj else ["file"]}),
            (_("What it shows"), {"fields": texts}),
            (_("Whose it is"), {"fields": list(self.what)}),
        ]
        if obj:
            groups.append((_("What a cut must not lose"), {"fields": [self.focal]}))
        return [(title, options) for title, options in groups if options["fields"]]

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        source = square_or_small(picture)
        if source is None:
            return "–"
        return format_html(
            '<img class="picture-thumb" src="{}" width="{}" height="{}" alt="" loading="lazy">',
            upload_url(source.upload),
            source.width,
            source.height,
        )

    @admin.display(description=_("what it shows"), ordering="upload__name")
    def called(self, picture):
        """What it shows in the reader's language; the name of a file says little."""
        text = picture.text()
        shown = bdi(text.alternative, text.language) if text else ""
        return format_html('{} <span class="quiet">{}</span>', shown, bdi(picture.upload.name))

    @admin.display(description=_("alternative text"))
    def described(self, picture):
        names = joined(isolate(own_name(code)) for code in picture.undescribed())
        return _("missing in: %(languages)s") % {"languages": names} if names else _("complete")

    @admin.display(description=_("added"), ordering="created_at")
    def added(self, picture):
        return format_date(picture.created_at, both=False)

    @admin.display(description=_("licence"), ordering="licence")
    def licence_shown(self, picture):
        return picture.licence_text

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context |= {
                "uses": uses_of(obj),
                "shown": next(iter(_renditions(obj, Shape.WHOLE, "jpeg")), None)
                or next(iter(_renditions(obj, Shape.WHOLE, "webp")), None),
                "cuts": [
                    (rendition.get_shape_display(), rendition)
                    for shape in (Shape.WIDE, Shape.SQUARE)
                    for rendition in _renditions(obj, shape)
                ],
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- saving ---

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        if file := form.cleaned_data.get("file"):
            content, name = file
            attach_picture(obj, content=content, name=name, by=request.user)
            return
        super().save_model(request, obj, form, change)
        if {*self.focal, "licence"} & set(form.changed_data):
            cut_again(obj, by=request.user)
        # The description stands on live pages.
        raise_generation()

    def response_add(self, request, obj, post_url_continue=None):
        """On to the picture itself: now it can be seen, and the focal point set."""
        says = _("The picture is kept. Click on what a cut must not lose, if it is not the middle.")
        self.message_user(request, says, messages.SUCCESS)
        return HttpResponseRedirect(_change_url(obj))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if missing := form.instance.undescribed():
            names = joined(own_name(code) for code in missing)
            says = _("There is no alternative text yet in: %(languages)s.") % {"languages": names}
            self.message_user(request, says, messages.WARNING)

    # --- deleting ---

    def delete_view(self, request, object_id, extra_context=None):
        """Said before anything is asked: a picture in use cannot be deleted."""
        picture = self.get_object(request, object_id)
        if picture and self.has_delete_permission(request, picture) and (uses := uses_of(picture)):
            self.message_user(request, PictureInUse(uses).messages[0], messages.ERROR)
            return HttpResponseRedirect(_change_url(picture))
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        """Its renditions are no thing of their own."""
        return [str(obj) for obj in objs], {capfirst(Picture._meta.verbose_name): 1}, set(), []

    def delete_model(self, request, obj):
        delete_picture(obj)


def _change_url(picture: Picture) -> str:
    return reverse("admin:common_picture_change", args=[picture.pk])


def _renditions(picture: Picture, shape: Shape, file_format: str = "") -> list:
    return [
        rendition
        for rendition in picture.renditions.all()
        if rendition.shape == shape and file_format in ("", rendition.format)
    ]


def square_or_small(picture: Picture):
    """The rendition for a list: the square, or the smallest where it may not be cut."""
    found = _renditions(picture, Shape.SQUARE) or _renditions(picture, Shape.WHOLE)
    return found[0] if found else None
