"""For the tests of the screens of an import: who asks, what is sent, what is chosen."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from returns.models import Import

from .received_files import HEADER, ROWS, csv_text

ADD = "admin:returns_import_add"


FULL_HEADER = [*HEADER, "source"]


FULL_ROWS = [[*row, "Example source"] for row in ROWS]


def screen(data_import, name="change") -> str:
    return reverse(f"admin:returns_import_{name}", args=[data_import.pk])


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.user = user
    return client


def send(client, series, content, name="example.csv"):
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    return client.post(reverse(ADD), {"series": series.pk, "file": file})


def sent(client, series, content=None) -> Import:
    response = send(client, series, content or csv_text(FULL_HEADER, FULL_ROWS))
    assert response.status_code == 302, response.context["form"].errors
    return Import.objects.get()


def chosen(client, data_import, **changes) -> dict:
    """What the form of the columns would send, with changes."""
    form = client.get(screen(data_import, "columns")).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value} | changes


def text_of(response) -> str:
    return response.content.decode()
