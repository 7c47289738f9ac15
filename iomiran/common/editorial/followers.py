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


_preparations: list[Callable] = []


def register_preparation(preparation: Callable) -> None:
    """`preparation(edition=…, by=…)` is called before an edition goes public, in the same
    transaction: what belongs to it comes into its place, or raises EditorialError."""
    _preparations.append(preparation)


def prepare(*, edition, by) -> None:
    for preparation in _preparations:
        preparation(edition=edition, by=by)
