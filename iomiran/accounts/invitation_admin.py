"""Inviting a colleague: name, address, language and groups; the rest is theirs."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin, ShowFacets, display
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomiran.common.columns import moment_column
from iomiran.common.queue import worker_is_alive

from . import invitations, tasks
from .confirming import ConfirmedActionsMixin
from .models import Invitation

INVITED = moment_column("invited_at", gettext_lazy("invited"))
EXPIRES = moment_column("expires_at", gettext_lazy("valid until"))


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ("email", "name", "language", "groups")

    def clean_email(self):
        email = self.cleaned_data["email"]
        invitations.check_address(email)
        return email


class InvitationAdmin(ConfirmedActionsMixin, ModelAdmin):
    form = InvitationForm
    actions = None
    show_facets = ShowFacets.NEVER
    fields = ("email", "name", "language", "groups")
    list_display = ("name", "email", "stands", INVITED, EXPIRES, "invited_by")
    list_select_related = ("invited_by",)
    search_fields = ("name", "email")
    change_form_template = "admin/account/invitation.html"
    confirmed = (("send-again", "send_again"), ("revoke", "revoke"))

    def get_readonly_fields(self, request, obj=None):
        return ("invited_by", INVITED, EXPIRES, "stands") if obj else ()

    def get_fields(self, request, obj=None):
        return (*self.fields, *((INVITED, EXPIRES, "invited_by", "stands") if obj else ()))

    @display(description=gettext_lazy("state"))
    def stands(self, invitation):
        return invitation.state

    # Whoever may make accounts may invite.

    def has_add_permission(self, request):
        return request.user.has_perm("accounts.add_user")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("accounts.view_user")

    def has_change_permission(self, request, obj=None):
        """An invitation that was sent is sent again or taken back, not edited."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def may_act(self, request, obj):
        return self.has_add_permission(request)

    def save_model(self, request, obj, form, change):
        made = invitations.invite(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            groups=list(form.cleaned_data["groups"]),
            by=request.user,
            request=request,
        )
        obj.__dict__.update(made.__dict__)
        tasks.invite_by_mail(made)

    def save_related(self, request, form, formsets, change):
        """The action has set the groups, in the transaction that made the invitation."""

    def add_view(self, request, form_url="", extra_context=None):
        try:
            return super().add_view(request, form_url, extra_context)
        except ValidationError as error:  # a colleague was faster by a moment
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            request.method = "GET"
            return super().add_view(request, form_url, extra_context)

    def message_user(self, request, message, level=messages.INFO, **kwargs):
        super().message_user(request, message, level, **kwargs)
        if level == messages.SUCCESS and not worker_is_alive():
            super().message_user(
                request,
                _("No worker is running, so no e-mail is sent. Tell who runs the portal."),
                messages.WARNING,
            )

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_act"] = obj is not None and obj.is_open and self.may_act(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def send_again(self, request, invitation):
        def act():
            renewed = invitations.renew(invitation=invitation, by=request.user, request=request)
            tasks.invite_by_mail(renewed)

        return {
            "title": _("Send the invitation again"),
            "text": _("A new link is sent, valid for three days. The link sent before is void."),
            "button": _("Send again"),
            "act": act,
            "done": _("The e-mail is on its way."),
        }

    def revoke(self, request, invitation):
        return {
            "title": _("Take the invitation back"),
            "text": _("Its link opens nothing any more."),
            "button": _("Take back"),
            "danger": True,
            "act": partial(
                invitations.revoke, invitation=invitation, by=request.user, request=request
            ),
            "done": _("The invitation is taken back."),
        }
