"""Makers of test rows. Names and texts are plainly examples."""

import itertools

from iomiran.accounts.groups import AUTHORS, DATA_STEWARDS, MANAGING_EDITORS, REVIEWERS
from iomiran.accounts.models import User
from iomiran.common.editorial.approving import publish_edition

_numbers = itertools.count(1)


def next_slug(stem="example") -> str:
    return f"{stem}-{next(_numbers)}"


def publish_example(edition):
    """Public at once, as what a load brings."""
    return publish_edition(edition=edition, by=None, without_approval="example")


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


def make_author() -> User:
    return make_user(AUTHORS)


def make_reviewer() -> User:
    return make_user(REVIEWERS)


def make_managing_editor() -> User:
    return make_user(MANAGING_EDITORS)


def make_data_steward() -> User:
    return make_user(DATA_STEWARDS)
