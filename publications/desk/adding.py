"""From files to drafts: the screen, and what is told of files that were added."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomiran.common.languages.bidi import bdi, comma, isolate
from iomiran.common.languages.numbers import format_number
from publications.actions_files import Added, draft_of_files, drafts_of_files
from publications.duplicates import refusal

from .forms import TOGETHER, AddFilesForm

LIST = "admin:publications_publicationedition_changelist"
CHANGE = "admin:publications_publicationedition_change"


def add_files_view(desk, request):
    """GET asks for files; POST makes drafts of them, or says what is wrong and makes none."""
    if not desk.has_add_permission(request):
        raise PermissionDenied
    form = AddFilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        make = draft_of_files if asked["make"] == TOGETHER else drafts_of_files
        added = make(files=asked["files"], kind=asked["kind"], by=request.user)
        tell(desk, request, added)
        for file in asked["files"]:
            for warning in file.document.warnings():
                desk.message_user(request, warning, messages.WARNING)
        if added.editions:
            return _done(desk, request, added)
    context = desk.admin_site.each_context(request) | {
        "title": _("Add from files"),
        "opts": desk.model._meta,
        "form": form,
    }
    return TemplateResponse(request, "admin/publications/add_files.html", context)


def _done(desk, request, added: Added):
    number = len(added.editions)
    said = ngettext(
        "A draft was made. Its title, language and date are guessed: look at them.",
        "%(number)s drafts were made. Titles, languages and dates are guessed: look at them.",
        number,
    )
    desk.message_user(request, said % {"number": format_number(number)}, messages.SUCCESS)
    if number == 1:
        return HttpResponseRedirect(reverse(CHANGE, args=[added.editions[0].pk]))
    return HttpResponseRedirect(f"{reverse(LIST)}?show=drafts")


def tell(desk, request, added: Added) -> None:
    """Of each file that was left out, why."""
    for name, there in added.there:
        edition = added.editions[0] if added.editions else None
        said = format_html("{}: {}", bdi(name), refusal(there, edition=edition))
        desk.message_user(request, said, messages.WARNING)
    if added.twice:
        names = comma().join(isolate(name) for name in added.twice)
        said = _("Left out, because the same file was sent twice: %(names)s.")
        desk.message_user(request, said % {"names": names}, messages.WARNING)
