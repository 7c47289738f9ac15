"""Helpers of the tests on accounts: signing in, codes, letters that the queue holds."""

import re
from importlib import import_module

from django.conf import settings
from django.core import mail
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from procrastinate.contrib.django.models import ProcrastinateJob

from iomiran.accounts import tasks

PASSWORD = "a long example password"
OTHER = "quite another example password"
SIGN_IN = "/admin/login/"
DESK = "/admin/"
TASKS = {
    task.name: task for task in (tasks.send_invitation, tasks.send_reset_link, tasks.send_notice)
}


def sign_in(client, email, password=PASSWORD, address="192.0.2.1", **fields):
    data = {"username": email, "password": password, "next": DESK} | fields
    return client.post(SIGN_IN, data, REMOTE_ADDR=address)


def client_of(user, language="en") -> Client:
    user.language = language
    user.save(update_fields=["language"])
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response) -> str:
    return response.content.decode()


def authenticator_of(user) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="example", confirmed=True)


def code_of(device: TOTPDevice) -> str:
    """What the authenticator shows now; also where it has been used in this half minute."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    return f"{totp(device.bin_key):06}"


def send_letters() -> list:
    """Do what the queue holds for accounts, as the worker would; the e-mails it sent."""
    mail.outbox.clear()
    for job in ProcrastinateJob.objects.filter(task_name__in=TASKS, attempts=0).order_by("pk"):
        TASKS[job.task_name].func(**job.args)
    ProcrastinateJob.objects.filter(task_name__in=TASKS).delete()
    return list(mail.outbox)


def link_in(letter) -> str:
    """The address in a letter, without the host."""
    return re.search(rf"{re.escape(settings.SITE_URL)}(/admin/\S+)", letter.body)[1]


def session_of(client: Client):
    engine = import_module(settings.SESSION_ENGINE)
    return engine.SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
