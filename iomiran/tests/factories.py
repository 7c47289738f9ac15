"""Makers of test rows. Names and texts are plainly examples."""

import itertools

from iomiran.accounts.groups import DATA_STEWARDS, EDITORS, PUBLISHERS
from iomiran.accounts.models import User

_numbers = itertools.count(1)


def next_slug(stem="example") -> str:
    return f"{stem}-{next(_numbers)}"


def make_user(*groups: str, staff=True, superuser=False) -> User:
    from django.contrib.auth.models import Group

    user = User.objects.create_user(
        f"{next_slug('person')}@example.org",
        "a long example password",
        is_staff=staff,
        is_superuser=superuser,
    )
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_editor() -> User:
    return make_user(EDITORS)


def make_publisher() -> User:
    return make_user(PUBLISHERS)


def make_data_steward() -> User:
    return make_user(DATA_STEWARDS)
