"""The screens of the history: the list of versions, what two of them differ in, restoring one."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import OPEN, State
from iomiran.common.editorial.titles import title_of

from .differences import differences
from .listing import Line, lines
from .restoring import restore_version
from .showing import shown_parts
from .versions import Version, latest_of, versions_of

PER_PAGE = 40


class RestoreForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence. Colleagues read it in the history."),
    )
    replace_draft = forms.BooleanField(label=_("Replace the open draft"), required=True)

    def __init__(self, *args, has_draft: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if not has_draft:
            del self.fields["replace_draft"]


class HistoryMixin:
    def get_urls(self):
        options = self.model._meta
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(getattr(self, f"{name}_view")),
                name=f"{options.app_label}_{options.model_name}_{name}",
            )
            for name in ("compare", "restore")
        ] + super().get_urls()

    def _trail(self, request, pk) -> tuple[Edition, list[Version]]:
        """The edition of the address with every version of its document, newest first."""
        edition = super().get_object(request, str(pk))
        if edition is None or not self.has_view_permission(request, edition):
            raise PermissionDenied
        return edition, versions_of(edition.document, self.model)

    def _screen(self, request, template, edition, **context):
        options = self.model._meta
        here = f"admin:{options.app_label}_{options.model_name}"
        context |= self.admin_site.each_context(request) | {
            "opts": options,
            "edition": edition,
            "edition_title": title_of(edition),
            "history_url": reverse(f"{here}_history", args=[edition.pk]),
            "compare_url": reverse(f"{here}_compare", args=[edition.pk]),
            "restore_url": reverse(f"{here}_restore", args=[edition.pk]),
            "edition_url": reverse(f"{here}_change", args=[edition.pk]),
        }
        return TemplateResponse(request, f"admin/editorial/{template}.html", context)

    def _may_restore(self, request, edition) -> bool:
        return edition.is_restorable and super().has_change_permission(request)

    def history_view(self, request, object_id, extra_context=None):
        edition, versions = self._trail(request, unquote(object_id))
        shown = Paginator(versions, PER_PAGE).get_page(request.GET.get("page"))
        compared = [version for version in versions if version.snapshot is not None]
        return self._screen(
            request,
            "history",
            edition,
            title=_("History"),
            page=shown,
            lines=lines(shown),
            chosen=_default(edition, compared),
            live=latest_of(versions, State.PUBLISHED, State.WITHDRAWN),
            draft=latest_of(versions, *OPEN),
            may_restore=self._may_restore(request, edition),
        )

    def compare_view(self, request, pk):
        edition, versions = self._trail(request, pk)
        default = _default(edition, [v for v in versions if v.snapshot is not None])
        old, new = (
            _found(versions, request.GET.get(name)) or version
            for name, version in zip(("old", "new"), default, strict=True)
        )
        parts = differences(old.snapshot if old else None, new.snapshot if new else None)
        return self._screen(
            request,
            "compare",
            edition,
            title=_("What changed"),
            old=_line(old),
            new=_line(new),
            same=old is not None and new is not None and old.key == new.key,
            parts=shown_parts(parts),
            may_restore=self._may_restore(request, edition),
        )

    def restore_view(self, request, pk):
        edition, versions = self._trail(request, pk)
        if not self._may_restore(request, edition):
            raise PermissionDenied
        version = _found(versions, request.POST.get("version") or request.GET.get("version"))
        if version is None or version.snapshot is None:
            raise Http404
        draft = latest_of(versions, *OPEN)
        form = RestoreForm(request.POST or None, has_draft=draft is not None)
        if request.method == "POST" and form.is_valid():
            return self._restore(request, edition, version, form.cleaned_data)
        against = draft or latest_of(versions, State.PUBLISHED, State.WITHDRAWN)
        parts = differences(against.snapshot if against else None, version.snapshot)
        return self._screen(
            request,
            "restore",
            edition,
            title=_("Restore a version"),
            form=form,
            line=_line(version),
            draft=_line(draft),
            parts=shown_parts(parts),
        )

    def _restore(self, request, edition, version, said):
        try:
            restored = restore_version(
                edition=edition,
                version=version,
                by=request.user,
                reason=said["reason"],
                replace_draft=said.get("replace_draft", False),
            )
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return self._back(edition)
        self.message_user(
            request,
            _("The draft is now what the version was. The public page stays as it is."),
            messages.SUCCESS,
        )
        for sentence in restored.missing:
            self.message_user(request, sentence, messages.WARNING)
        return HttpResponseRedirect(self.work_address(restored.edition))


def _found(versions: list[Version], key: str | None) -> Version | None:
    return next((version for version in versions if key and version.key == key), None)


def _default(edition: Edition, versions: list[Version]) -> tuple[Version | None, Version | None]:
    """The newest version of this edition and what it held before."""
    own = (version for version in versions if version.edition_id == edition.pk)
    new = next(own, versions[0] if versions else None)
    return (new.before if new else None), new


def _line(version: Version | None) -> Line | None:
    return lines([version])[0] if version else None
