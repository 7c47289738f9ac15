"""The matrix of the desk: for every screen and every action, what each group may and may not do.

The table below is written down by hand. A screen or an action that it does not name fails the
test, so that nothing new opens by accident.
"""

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from iomiran.accounts.groups import (
    ADMINISTRATORS,
    AUTHORS,
    DATA_STEWARDS,
    MANAGING_EDITORS,
    REVIEWERS,
)
from iomiran.common.editorial.actions import draft_from
from iomiran.common.editorial.models import Edition

from .factories import make_user

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content", "static_files"),
]

NOBODY, EVERYTHING = "in no group", "superuser"
GROUPS = (NOBODY, AUTHORS, REVIEWERS, MANAGING_EDITORS, DATA_STEWARDS, ADMINISTRATORS, EVERYTHING)

WRITERS = {AUTHORS, REVIEWERS, MANAGING_EDITORS}
PUBLISHERS = {REVIEWERS, MANAGING_EDITORS}
MANAGERS = {MANAGING_EDITORS}
STEWARDS = {DATA_STEWARDS}
CONTENT = WRITERS | STEWARDS
NONE: set[str] = set()

READ, WRITE, DELETE = "read", "write", "delete"
LOOKING = {"compare", "downloads"}
WRITING = {"submit", "take_back", "draft", "restore", "fits"}
TALKING = {"assign", "comment"}
PUBLISHING = {"approve", "publish", "return", "confirm", "withdraw"}
PUBLISHING |= {"schedule", "unschedule"}
MANAGING = {"emergency", "bundle", "move", "remove", "make_again"}
SEEING = {"preview"}

# What may be done to a kind → who may. A superuser may do all of it.
PROSE = {
    READ: WRITERS,
    WRITE: WRITERS,
    DELETE: WRITERS,
    "writing": WRITERS,
    "talking": WRITERS,
    "publishing": PUBLISHERS,
    "managing": MANAGERS,
}
DATA = {
    READ: CONTENT,
    WRITE: STEWARDS,
    DELETE: NONE,
    "writing": STEWARDS,
    "talking": STEWARDS | MANAGERS,
    "publishing": STEWARDS,
    "managing": NONE,
}
OTHERS = {
    "common.Picture": {READ: CONTENT, WRITE: CONTENT, DELETE: NONE},
    "common.Upload": {READ: CONTENT, WRITE: NONE, DELETE: NONE},
    "common.AuditEntry": {READ: CONTENT | {ADMINISTRATORS}, WRITE: NONE, DELETE: NONE},
    "common.Bundle": {READ: MANAGERS, WRITE: MANAGERS, DELETE: NONE},
    "accounts.User": {READ: {ADMINISTRATORS}, WRITE: {ADMINISTRATORS}, DELETE: NONE},
    "accounts.Invitation": {READ: {ADMINISTRATORS}, WRITE: {ADMINISTRATORS}, DELETE: NONE},
    "returns.Import": {READ: CONTENT, WRITE: STEWARDS, DELETE: NONE},
    "returns.Observation": {READ: CONTENT, WRITE: NONE, DELETE: NONE},
    "returns.Source": {READ: CONTENT, WRITE: NONE, DELETE: NONE},
    "returns.Correction": {READ: CONTENT, WRITE: STEWARDS, DELETE: NONE},
    "returns.PlannedRelease": {READ: CONTENT, WRITE: STEWARDS, DELETE: NONE},
}
# Screens of one kind alone, each with its own tests.
ELSEWHERE = {
    "accounts.User": {
        "auth_user_password_change",
        "reset_factor",
        "sign_out",
        "unlock",
        "send_link",
        "remove_data",
    },
    "accounts.Invitation": {"send_again", "revoke"},
    "returns.Import": {"columns", "again", "submit", "approve", "return", "give_up", "faults"},
    "returns.Release": {"withdraw_to"},
    "publications.PublicationEdition": {"add_files", "languages", "sheets", "all_downloads"},
    "common.Bundle": {
        f"{step}_step" for step in ("add", "remove", "schedule", "unschedule", "publish")
    },
}
# Screens of a kind as a whole → method → who may.
OF_A_KIND = {
    "admin:publications_publicationedition_add_files": {"get": WRITERS, "post": WRITERS},
    "admin:publications_publicationedition_languages": {"get": WRITERS},
    "admin:publications_publicationedition_sheets": {"get": WRITERS, "post": MANAGERS},
    "admin:publications_publicationedition_all_downloads": {"get": WRITERS},
}
MACHINERY = {"auth", "axes", "otp_totp", "otp_static"}
# Nobody adds them by hand, or changes what was added, whatever a group holds.
NEVER_ADDED = {"returns.Release", "common.Upload", "common.AuditEntry", "returns.Observation"}
NEVER_ADDED |= {"returns.Source"}
READ_ONLY = NEVER_ADDED - {"returns.Release"}


def table_of(model) -> dict:
    label = model._meta.label
    if label in OTHERS:
        return OTHERS[label]
    if model._meta.app_label in MACHINERY:
        return {READ: NONE, WRITE: NONE, DELETE: NONE}
    assert issubclass(model, Edition), f"{label} stands nowhere in the table"
    return DATA if model._meta.app_label == "returns" else PROSE


def part_of(model, action: str) -> str:
    for part, actions in (
        (READ, LOOKING),
        ("writing", WRITING),
        ("talking", TALKING),
        ("publishing", PUBLISHING),
        ("managing", MANAGING),
        (READ, SEEING),
    ):
        if action in actions:
            return part
    raise AssertionError(f"{model._meta.label}: “{action}” stands nowhere in the table")


def actions_of(model, model_admin) -> list[str]:
    """The actions of a kind beyond Django's own screens, as its addresses name them."""
    start = f"{model._meta.app_label}_{model._meta.model_name}_"
    usual = {"changelist", "add", "history", "delete", "change"}
    names = {p.name.removeprefix(start) for p in model_admin.get_urls() if p.name}
    return sorted(names - usual - ELSEWHERE.get(model._meta.label, set()))


def address(model, name: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def a_row_of(model):
    """A row to try it on: for an edition, a draft."""
    row = model._default_manager.order_by("pk").first()
    if row is not None and issubclass(model, Edition):
        return draft_from(edition=model.objects.published().order_by("pk").first(), by=None)
    return row


def cells(model, model_admin, group):
    """(what, method, address, whether the group may) of one kind."""
    may, label = table_of(model), model._meta.label
    holds = {part: group in who or group == EVERYTHING for part, who in may.items()}
    row = a_row_of(model)
    machinery = model._meta.app_label in MACHINERY
    yield "list", "get", address(model, "changelist"), holds[READ]
    if not machinery:
        yield "add", "get", address(model, "add"), holds[WRITE] and label not in NEVER_ADDED
    if row is None or machinery:
        return
    yield "open", "get", address(model, "change", row.pk), holds[READ]
    if label != "returns.Import":  # its screen has steps, and no form to save
        changed = holds[WRITE] and label not in READ_ONLY
        yield "change", "post", address(model, "change", row.pk), changed
    thrown = issubclass(model, Edition) and label != "returns.Release"
    gone = holds[DELETE] and thrown
    yield "delete", "post", address(model, "delete", row.pk), gone
    for action in actions_of(model, model_admin):
        allowed = holds[part_of(model, action)]
        if action in ("draft", "restore") and label == "returns.Release":
            allowed = False  # a release is made by an import
        yield action, "post", address(model, action, row.pk), allowed


def tried(client, method: str, where: str) -> int:
    """The status of one request, and nothing stays of what it did."""
    with transaction.atomic():
        status = getattr(client, method)(where, {"post": "yes"} if method == "post" else {})
        transaction.set_rollback(True)
    return status.status_code


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_may_what_the_table_says_and_nothing_else(group):
    if group == EVERYTHING:
        user = make_user(superuser=True)
    else:
        user = make_user(*([] if group == NOBODY else [group]))
    client = Client()
    client.force_login(user)
    wrong, count = [], 0
    for model, model_admin in admin.site._registry.items():
        for what, method, where, allowed in cells(model, model_admin, group):
            count += 1
            status = tried(client, method, where)
            if (status != 403) != allowed or status >= 500:
                wrong.append(f"{model._meta.label} {what}: {status}, allowed: {allowed}")
    assert wrong == []
    assert count > 250, "the matrix lost most of its cells"


@pytest.mark.parametrize("screen", OF_A_KIND)
def test_each_group_may_open_of_a_kind_what_the_table_says(screen, monkeypatch):
    # Who may press the button is asked here, not what the typesetter makes.
    monkeypatch.setattr("publications.desk.sheets.do_run", lambda run: None)
    wrong = []
    for group in GROUPS:
        everything = group == EVERYTHING
        groups = [] if group in (NOBODY, EVERYTHING) else [group]
        client = Client()
        client.force_login(make_user(*groups, superuser=everything))
        for method, who in OF_A_KIND[screen].items():
            status = tried(client, method, reverse(screen))
            if (status != 403) != (everything or group in who) or status >= 500:
                wrong.append(f"{group} {method}: {status}")
    assert wrong == []


def test_a_link_never_takes_a_step():
    """Every action wants POST, but those that first ask why."""
    client = Client()
    client.force_login(make_user(superuser=True))
    asking = {"return", "withdraw", "emergency", "schedule", "bundle", "move", "remove", "preview"}
    asking |= LOOKING
    for model, model_admin in admin.site._registry.items():
        if not issubclass(model, Edition):
            continue
        edition = a_row_of(model)
        for action in actions_of(model, model_admin):
            if action == "restore":
                continue  # it asks which version: see the tests of the history's screens
            expected = 200 if action in asking else 403
            status = tried(client, "get", address(model, action, edition.pk))
            assert status == expected, f"{model._meta.label} {action}"
