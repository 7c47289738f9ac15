"""The buttons beside Save: the steps of the desk. Each is one action."""

from functools import partial

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from iomiran.common.editorial.actions import draft_from, refusal_to_discard
from iomiran.common.editorial.assigning import assign_edition, colleagues, comment_on
from iomiran.common.editorial.confirming import confirm_translation
from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import State
from iomiran.common.editorial.titles import title_of
from iomiran.common.references.uses import uses_context

from .parts import AssignForm, ReasonForm
from .steps import MANAGE, PUBLISH, STEPS, WRITE, Step


class EditionButtonsMixin:
    publish_permission = "common.publish_content"
    steps = STEPS

    def has_publish_permission(self, request):
        return request.user.has_perm(self.publish_permission)

    def holds(self, request, permission: str) -> bool:
        if permission == WRITE:
            return super().has_change_permission(request)
        if permission == PUBLISH:
            return self.has_publish_permission(request)
        # What only some may do, they may do to the kinds that they publish.
        return request.user.has_perm(permission) and self.has_publish_permission(request)

    def possible(self, request, edition) -> list[Step]:
        """The steps that this edition may take next, by this user."""
        holds = partial(self.holds, request)
        return [step for step in self.steps if step.is_offered(edition, request.user, holds)]

    def get_urls(self):
        options = self.model._meta
        views = {step.name: partial(self.step_view, step=step) for step in self.steps}
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"{options.app_label}_{options.model_name}_{name}",
            )
            for name, view in (views | self.own_views()).items()
        ] + super().get_urls()

    def own_views(self) -> dict:
        """What is no step on the way to the public."""
        return {
            "draft": self.draft_view,
            "assign": self.assign_view,
            "comment": self.comment_view,
            "fits": self.fits_view,
        }

    def _edition(self, request, pk) -> Edition:
        """For the buttons: the edition, which its actions lock themselves."""
        edition = super().get_object(request, str(pk))
        if edition is None or not self.has_view_permission(request, edition):
            raise PermissionDenied
        return edition

    def work_address(self, edition) -> str:
        """Where staff go on with an open edition."""
        options = self.model._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[edition.pk])

    def _back(self, edition):
        options = self.model._meta
        return HttpResponseRedirect(
            reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[edition.pk])
        )

    def _act(self, request, edition, action, done, **kwargs):
        try:
            edition = action(edition=edition, by=request.user, **kwargs) or edition
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
        else:
            self.message_user(request, done, messages.SUCCESS)
        return self._back(edition)

    def delete_view(self, request, object_id, extra_context=None):
        edition = super().get_object(request, unquote(object_id))
        named = {}
        if edition:
            named = {"edition_title": title_of(edition), "refusal": refusal_to_discard(edition)}
        try:
            return super().delete_view(request, object_id, named | (extra_context or {}))
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return self._back(edition)

    def draft_view(self, request, pk):
        edition = self._edition(request, pk)
        if request.method != "POST" or not super().has_change_permission(request):
            raise PermissionDenied
        done = _("You are editing a draft. The public page stays as it is until you publish.")
        return self._act(request, edition, draft_from, done)

    def fits_view(self, request, pk):
        """The translation in `language` was compared with the English text, and fits."""
        edition = self._edition(request, pk)
        if request.method != "POST" or not self.holds(request, WRITE):
            raise PermissionDenied
        language = request.POST.get("language", "")
        done = _("It is on record that you compared them.")
        return self._act(request, edition, confirm_translation, done, language=language)

    def colleagues(self):
        """Who may write or publish this kind of content."""
        options = self.model._meta
        writing = f"{options.app_label}.change_{options.model_name}"
        return colleagues(writing, self.publish_permission)

    def may_assign(self, request) -> bool:
        """Whoever works on it may ask a colleague; the managing editor may ask anybody."""
        asked = (self.holds(request, asked) for asked in (WRITE, PUBLISH))
        return any(asked) or request.user.has_perm(MANAGE)

    def assign_view(self, request, pk):
        edition = self._edition(request, pk)
        if request.method != "POST" or not self.may_assign(request):
            raise PermissionDenied
        form = AssignForm(request.POST, colleagues=self.colleagues())
        if not form.is_valid():
            self.message_user(request, _("Choose a colleague from the list."), messages.ERROR)
            return self._back(edition)
        to = form.cleaned_data["to"]
        return self._act(request, edition, assign_edition, _("It is assigned."), to=to)

    def comment_view(self, request, pk):
        edition = self._edition(request, pk)
        if request.method != "POST" or not self.may_assign(request):
            raise PermissionDenied
        try:
            comment_on(edition=edition, by=request.user, text=request.POST.get("text", ""))
        except ValidationError as error:
            self.message_user(request, error.messages[0], messages.ERROR)
        return self._back(edition)

    def step_view(self, request, pk, step: Step):
        """POST takes the step. GET asks what the step needs to know: a reason, a time.

        What cannot be is said beside what was typed.
        """
        edition = self._edition(request, pk)
        if not self.holds(request, step.may):
            raise PermissionDenied
        if not step.has_screen:
            if request.method != "POST":
                raise PermissionDenied
            return self._act(request, edition, step.action, step.done)
        if step.form:
            form = step.form(request.POST or None, edition=edition)
        else:
            form = ReasonForm(request.POST or None, step=step)
        if request.method == "POST" and form.is_valid():
            values = form.values() if step.form else form.cleaned_data
            try:
                step.action(edition=edition, by=request.user, **values)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                self.message_user(request, step.done, messages.SUCCESS)
                return self._back(edition)
        context = self.admin_site.each_context(request) | {
            "title": step.name_of_act,
            "step": step,
            "form": form,
            "edition": edition,
            "edition_title": title_of(edition),
            "opts": self.model._meta,
        }
        if State.PUBLISHED in step.states:
            context |= uses_context(edition)
        return TemplateResponse(request, "admin/editorial/step.html", context)
