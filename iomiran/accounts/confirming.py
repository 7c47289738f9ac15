"""Screens of the admin that say what a button will do before it does it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse


class ConfirmedActionsMixin:
    """`confirmed` lists (name in the address, method that describes the screen).

    The method takes (request, obj) and returns title, text, button, danger, act and done; `act()`
    raises ValidationError where it is not possible.
    """

    confirmed: tuple = ()

    def get_urls(self):
        options = self.model._meta
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self._screen_of(method)),
                name=f"{options.app_label}_{options.model_name}_{name.replace('-', '_')}",
            )
            for name, method in self.confirmed
        ] + super().get_urls()

    def may_act(self, request, obj) -> bool:
        return self.has_change_permission(request, obj)

    def _screen_of(self, method: str):
        def view(request, pk):
            obj = self.get_object(request, str(pk))
            if obj is None or not self.may_act(request, obj):
                raise PermissionDenied
            return self._confirm(request, obj, **getattr(self, method)(request, obj))

        return view

    def _confirm(self, request, obj, *, title, text, button, act, done, danger=False):
        options = self.model._meta
        back = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[obj.pk])
        if request.method == "POST":
            try:
                act()
            except ValidationError as error:
                for message in error.messages:
                    self.message_user(request, message, messages.ERROR)
            else:
                self.message_user(request, done, messages.SUCCESS)
            return redirect(back)
        context = self.admin_site.each_context(request) | {
            "opts": options,
            "title": title,
            "object_title": str(obj),
            "text": text,
            "button": button,
            "danger": danger,
            "back": back,
        }
        return TemplateResponse(request, "admin/account/confirm.html", context)
