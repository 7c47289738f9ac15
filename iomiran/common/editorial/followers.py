"""What follows from a publication or a withdrawal in apps above: files made from content.

Apps register in `AppConfig.ready()`. A follower is called inside the action's transaction; what
takes long or may fail it puts off with `transaction.on_commit(…, robust=True)`.
"""

from collections.abc import Callable

_followers: list[Callable] = []


def register_follower(follower: Callable) -> None:
    """`follower(edition=…, by=…)` is called after an edition was published or withdrawn."""
    _followers.append(follower)


def follow(*, edition, by) -> None:
    for follower in _followers:
        follower(edition=edition, by=by)
