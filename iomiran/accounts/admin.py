from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from iomiran.common.columns import moment_column
from iomiran.common.languages.bidi import comma

from . import colleagues, sessions, tasks
from .audit_screen import SECURITY
from .colleague_screens import ColleagueActionsMixin
from .events import record_event
from .forms import PasswordForSomebodyForm
from .groups import ADMINISTRATORS, AUTHORS, DATA_STEWARDS, MANAGING_EDITORS, REVIEWERS
from .invitation_admin import InvitationAdmin
from .models import Invitation, Kind, User

# What the groups are called on the screen: their names in the database are the code's.
GROUPS = {
    AUTHORS: _("Author: writes and changes drafts"),
    REVIEWERS: _("Reviewer: also approves what others wrote, publishes and withdraws it"),
    MANAGING_EDITORS: _("Managing editor: also assigns, bundles, moves, removes; emergencies"),
    DATA_STEWARDS: _("Data steward: imports the returns data; approves what others imported"),
    ADMINISTRATORS: _("Administrator: makes accounts and sees who signed in"),
}


class GroupsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return GROUPS.get(group.name, group.name)


LAST_LOGIN = moment_column("last_login", User._meta.get_field("last_login").verbose_name)


def called(group) -> str:
    """What staff call a group: its label up to what its members do."""
    return str(GROUPS.get(group.name, group.name)).partition(":")[0]


class GroupsFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field, request, model_admin):
        return [(group.pk, called(group)) for group in field.related_model.objects.all()]


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name", "language")
        field_classes = {"email": forms.EmailField}


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes = {"email": forms.EmailField}


class WithGroupsMixin:
    """Groups are ticked, under the names that staff know them by; none is made on the way."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.widget.can_add_related = False
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs |= {"form_class": GroupsField, "widget": GroupsField.widget}
            return db_field.formfield(help_text="", **kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Invitation)
class InvitationWithGroupsAdmin(WithGroupsMixin, InvitationAdmin):
    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return [self.groups_called if obj and name == "groups" else name for name in fields]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, self.groups_called] if obj else fields

    @admin.display(description=_("groups"))
    def groups_called(self, invitation):
        return comma().join(called(group) for group in invitation.groups.all())


@admin.register(User)
class StaffAdmin(WithGroupsMixin, ColleagueActionsMixin, UserAdmin):
    """Accounts are deactivated, never deleted: what a person did stays theirs."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = PasswordForSomebodyForm
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff", LAST_LOGIN)
    list_filter = ("is_active", ("groups", GroupsFilter))
    show_facets = admin.ShowFacets.NEVER
    filter_horizontal = ()
    search_fields = ("email", "name")
    actions = None
    change_form_template = "admin/account/colleague.html"
    fieldsets = (
        (None, {"fields": ("email", "name", "language", "password")}),
        (_("What this person may do"), {"fields": ("is_active", "is_staff", "groups")}),
        (_("For administrators"), {"fields": ("is_superuser",), "classes": ("collapse",)}),
    )
    add_fieldsets = (
        (
            None,
            {"fields": ("email", "name", "language", "usable_password", "password1", "password2")},
        ),
        (_("What this person may do"), {"fields": ("is_staff", "groups")}),
    )

    # --- who may do what ---

    def has_change_permission(self, request, obj=None):
        """Only administrators of everything touch one another; a former colleague is history."""
        if obj is not None and obj.personal_data_removed_at:
            return False
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Nobody widens or ends their own rights: there is always a colleague who could."""
        fields = [*super().get_readonly_fields(request, obj)]
        if not request.user.is_superuser:
            fields.append("is_superuser")
        if obj is not None and obj.pk == request.user.pk:
            fields += ["is_active", "is_staff", "groups", "is_superuser"]
        return fields

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 - Django's name
        if str(request.user.pk) == str(id):
            return redirect("admin:password_change")
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            user = User.objects.get(pk=id)
            sessions.end_sessions(user)
            record_event(Kind.PASSWORD_GIVEN, about=user, by=request.user, request=request)
            tasks.tell(user, Kind.PASSWORD_GIVEN)
        return response

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_act"] = obj is not None and self.may_act(request, obj)
        context["may_audit"] = request.user.has_perm(SECURITY)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # --- saving ---

    def save_model(self, request, obj, form, change):
        """The first password comes from somebody else: it opens the desk once."""
        if not change:
            obj.must_change_password = True
        super().save_model(request, obj, form, change)
        changed = set(form.changed_data) - {"groups", "password", "password1", "password2"}
        if not change:
            record_event(Kind.ACCOUNT_MADE, about=obj, by=request.user, request=request)
        elif "is_active" in changed:
            colleagues.activity_changed(user=obj, by=request.user, request=request)
        if change and (others := sorted(changed - {"is_active"})):
            names = ", ".join(others)
            record_event(
                Kind.ACCOUNT_CHANGED, about=obj, by=request.user, request=request, detail=names
            )
        if change and "email" in changed:
            tasks.tell(obj, Kind.ACCOUNT_CHANGED, to=form.initial["email"])

    def save_related(self, request, form, formsets, change):
        before = set(form.instance.groups.values_list("name", flat=True))
        super().save_related(request, form, formsets, change)
        after = set(form.instance.groups.values_list("name", flat=True))
        marks = [f"+{name}" for name in sorted(after - before)]
        marks += [f"−{name}" for name in sorted(before - after)]
        if marks:
            record_event(
                Kind.GROUPS_CHANGED,
                about=form.instance,
                by=request.user,
                request=request,
                detail=", ".join(marks),
            )
