from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _

from .forms import PasswordForSomebodyForm
from .groups import ADMINISTRATORS, AUTHORS, DATA_STEWARDS, MANAGING_EDITORS, REVIEWERS
from .models import User

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


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Accounts are deactivated, never deleted: what a person did stays theirs."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = PasswordForSomebodyForm
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    search_fields = ("email", "name")
    actions = None
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

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs |= {"form_class": GroupsField, "widget": GroupsField.widget}
            return db_field.formfield(help_text="", **kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """The first password comes from somebody else: it opens the desk once."""
        if not change:
            obj.must_change_password = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        return False
