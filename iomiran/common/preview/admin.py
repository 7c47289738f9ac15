"""The preview of what is not public yet, from its form: for oneself, and links for others."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from iomiran.common.editorial.states import OPEN
from iomiran.common.editorial.titles import title_of
from iomiran.common.languages.info import LANGUAGES
from iomiran.common.languages.numbers import format_number
from iomiran.common.nav import site_url

from .links import DAYS, editions_of, links_for, look, make_link, revoke_link, token_of
from .middleware import set_cookie
from .presenting import address_in

LANGUAGE_FIELD = "preview_language"  # no field of an edition has this name


def _lifetimes() -> list[tuple[int, str]]:
    return [
        (
            days,
            ngettext("%(number)s day", "%(number)s days", days) % {"number": format_number(days)},
        )
        for days in DAYS
    ]


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(coerce=int, label=_("It works for"), choices=_lifetimes)


class PreviewMixin:
    """For admins of editions, and of bundles: both have a row that staff may view."""

    def get_urls(self):
        options = self.model._meta
        name = f"{options.app_label}_{options.model_name}_preview"
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", view, name=name), *super().get_urls()]

    def preview_bar(self, edition) -> dict | None:
        """What the form says of the preview; None where it is or was public."""
        if edition.state not in OPEN:
            return None
        if not edition.has_preview:
            return {"elsewhere": self.work_address(edition)}
        return {"languages": LANGUAGES, "field": LANGUAGE_FIELD}

    def preview_target(self, request, pk):
        """The edition or bundle; raises PermissionDenied for who may not view it."""
        target = self.get_object(request, str(pk))
        if target is None or not self.has_view_permission(request, target):
            raise PermissionDenied
        return target

    def preview_view(self, request, pk):
        """GET: the screen. POST: a language to look at it in, days for a link, or one to revoke."""
        target = self.preview_target(request, pk)
        form = LinkForm(request.POST if "days" in request.POST else None)
        try:
            if request.method == "POST" and LANGUAGE_FIELD in request.POST:
                return self._look(request, target)
            if request.method == "POST" and "revoke" in request.POST:
                return self._revoke(request, target)
            if form.is_bound and form.is_valid():
                make_link(target=target, by=request.user, **form.cleaned_data)
                self.message_user(request, _("The link is made. It stands below."))
                return self._to_preview(pk)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return self._to_preview(pk)
        return self._preview_screen(request, target, form)

    def _revoke(self, request, target):
        wanted = request.POST["revoke"]
        links = links_for(target).filter(pk=int(wanted) if wanted.isdecimal() else None)
        revoke_link(link=get_object_or_404(links), by=request.user)
        self.message_user(request, _("The link is revoked: it shows nothing any more."))
        return self._to_preview(target.pk)

    def _to_preview(self, pk):
        options = self.model._meta
        name = f"admin:{options.app_label}_{options.model_name}_preview"
        return HttpResponseRedirect(reverse(name, args=[pk]))

    def _look(self, request, target):
        """To the real address; the link travels in a cookie and in no address."""
        link = look(target=target, by=request.user)
        language = request.POST[LANGUAGE_FIELD]
        language = language if language in dict(LANGUAGES) else "en"
        response = HttpResponseRedirect(address_in(editions_of(target)[0], language))
        set_cookie(response, link, token_of(link))
        response["Clear-Site-Data"] = '"cache"'
        return response

    def _preview_screen(self, request, target, form):
        editions = editions_of(target)
        named = title_of(editions[0]) if len(editions) == 1 else str(target)
        links = [
            {"link": link, "holds": _holds(link), "addresses": _addresses(editions, link)}
            for link in links_for(target)
        ]
        context = self.admin_site.each_context(request) | {
            "title": _("Preview"),
            "named": named,
            "editions": editions,
            "languages": LANGUAGES,
            "field": LANGUAGE_FIELD,
            "form": form,
            "links": links,
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/editorial/preview.html", context)


def _holds(link) -> bool:
    return link.revoked_at is None and link.expires_at > timezone.now()


def _addresses(editions, link) -> list[dict]:
    """Where a colleague opens the link, in each language; none once it is over."""
    if not editions or not _holds(link):
        return []
    address = partial(address_in, editions[0], token=token_of(link))
    return [
        {"code": code, "name": name, "url": site_url(address(code))} for code, name in LANGUAGES
    ]
