"""Staff's screens for bundles: make one, fill it, choose its time, publish it at once."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from iomiran.common.columns import moment_column
from iomiran.common.editorial.bundles import (
    add_to_bundle,
    make_bundle,
    members_of,
    publish_bundle,
    remove_from_bundle,
    schedule_bundle,
    unschedule_bundle,
)
from iomiran.common.editorial.scheduling import in_tehran
from iomiran.common.preview.admin import PreviewMixin

from . import bundle_screen
from .step_forms import TimeForm
from .steps import MANAGE


class MemberForm(forms.Form):
    member = forms.ChoiceField(label=_("Edition"))

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = {}
        for one in members:
            state = one.edition.get_state_display()
            kinds.setdefault(one.kind, []).append((one.key, f"{one.title} ({state})"))
        self.fields["member"].choices = list(kinds.items())


class BundleAdmin(PreviewMixin, admin.ModelAdmin):
    """Only the managing editor makes and fills bundles. To publish one or to give it a time
    takes the right to publish every kind that is in it."""

    list_display = ("name", "stands", moment_column("created_at", _("begun")), "person")
    list_select_related = ("created_by",)
    search_fields = ("name",)
    show_facets = admin.ShowFacets.NEVER
    fields = ("name",)
    actions = None

    @admin.display(description=_("state"))
    def stands(self, bundle):
        if bundle.published_at:
            return _("Public since %(when)s") % {"when": in_tehran(bundle.published_at)}
        if bundle.scheduled_for:
            return _("Goes public on %(when)s") % {"when": in_tehran(bundle.scheduled_for)}
        return _("Has a problem") if bundle.problem else _("Being filled")

    @admin.display(description=_("by"))
    def person(self, bundle):
        return bundle.created_by

    # --- who may do what ---

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(MANAGE)

    has_module_permission = has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        """What went public together stays on record; an empty bundle does no harm."""
        return False

    def _check_may_publish(self, request, bundle) -> None:
        for edition in members_of(bundle):
            screens = self.admin_site._registry[type(edition)]
            if not request.user.has_perm(screens.publish_permission):
                raise PermissionDenied

    # --- screens ---

    def save_model(self, request, obj, form, change):
        made = make_bundle(name=obj.name, by=request.user)
        obj.pk, obj._state.adding = made.pk, False

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(self._address(obj.pk))

    def _address(self, pk) -> str:
        return reverse("admin:common_bundle_change", args=[pk])

    def get_urls(self):
        steps = {
            "add": self.add_member,
            "remove": self.remove_member,
            "schedule": self.schedule,
            "unschedule": self.unschedule,
            "publish": self.publish,
        }
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self._posted(step)),
                name=f"common_bundle_{name}_step",
            )
            for name, step in steps.items()
        ] + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        bundle = self.get_object(request, object_id)
        if bundle is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "GET" or not self.has_view_permission(request, bundle):
            raise PermissionDenied
        return self._screen(request, bundle)

    def _screen(self, request, bundle, time_form=None, problems=()):
        admins = self.admin_site._registry
        members = bundle_screen.members(bundle, admins, request.user)
        is_open = not bundle.published_at
        offered = []
        if is_open and not bundle.scheduled_for:
            offered = bundle_screen.offered(admins, request.user)
        context = self.admin_site.each_context(request) | {
            "title": bundle.name,
            "opts": self.opts,
            "bundle": bundle,
            "when": in_tehran(bundle.published_at or bundle.scheduled_for)
            if bundle.published_at or bundle.scheduled_for
            else "",
            "members": members,
            "problems": problems,
            "may_publish": is_open and members and all(one.may_publish for one in members),
            "add_form": MemberForm(members=offered) if offered else None,
            "time_form": time_form or TimeForm(),
        }
        status = 400 if problems or (time_form and time_form.errors) else 200
        return TemplateResponse(request, "admin/editorial/bundle.html", context, status=status)

    def _posted(self, step):
        def view(request, pk):
            bundle = self.get_object(request, str(pk))
            allowed = bundle is not None and self.has_change_permission(request, bundle)
            if request.method != "POST" or not allowed:
                raise PermissionDenied
            return step(request, bundle)

        return view

    def _act(self, request, bundle, action, done, time_form=None, **kwargs):
        """What cannot be is said on the same screen, with what was typed."""
        try:
            action(bundle=bundle, by=request.user, **kwargs)
        except ValidationError as error:
            bundle.refresh_from_db()
            return self._screen(request, bundle, time_form, error.messages)
        self.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(self._address(bundle.pk))

    def _member(self, request):
        edition = bundle_screen.edition_at(
            request.POST.get("member", ""), self.admin_site._registry
        )
        if edition is None:
            raise PermissionDenied
        return edition

    def add_member(self, request, bundle):
        edition = self._member(request)
        options = edition._meta
        if not request.user.has_perm(f"{options.app_label}.view_{options.model_name}"):
            raise PermissionDenied
        done = _("It is in the bundle.")
        return self._act(request, bundle, add_to_bundle, done, edition=edition)

    def remove_member(self, request, bundle):
        done = _("It is no longer in the bundle.")
        return self._act(request, bundle, remove_from_bundle, done, edition=self._member(request))

    def schedule(self, request, bundle):
        self._check_may_publish(request, bundle)
        form = TimeForm(request.POST)
        if not form.is_valid():
            return self._screen(request, bundle, form)
        done = _("It is scheduled: all goes public by itself at that minute, or nothing.")
        return self._act(request, bundle, schedule_bundle, done, form, **form.values())

    def unschedule(self, request, bundle):
        self._check_may_publish(request, bundle)
        done = _("It has no time any more. Its members stay approved.")
        return self._act(request, bundle, unschedule_bundle, done)

    def publish(self, request, bundle):
        self._check_may_publish(request, bundle)
        return self._act(request, bundle, publish_bundle, _("All of it is public now."))
