"""Bundles: several editions, data releases too, go public in one transaction or not at all.

A bundle is locked before the documents of its members, and those in the order of
`edition_models`; the content generation comes last. Two editions of one document cannot meet
in a bundle: a document has one open edition (constraint `*_one_open`).
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomiran.common.references.checking import checked_together, reference_problems

from .actions import EditorialError, locked, one_generation, record
from .approving import publish_edition
from .kinds import across_kinds, document_model
from .leaving import stop_schedule
from .models import Bundle, Edition
from .scheduling import approve_for_schedule, publish_scheduled, set_time, time_ahead
from .states import State
from .titles import document_name, titles_at


def members_of(bundle: Bundle) -> list[Edition]:
    """The editions of a bundle in the order of locking. Two queries and one or two a kind."""
    kept = {}
    for model, pk in across_kinds("pk", bundle=bundle):
        kept.setdefault(model, []).append(pk)
    found = []
    for model in sorted(kept, key=lambda model: model._meta.label):
        editions = model.objects.filter(pk__in=kept[model]).order_by("document_id")
        titles = titles_at("document", document_model(model))
        found += editions.select_related("approved_by", "submitted_by").prefetch_related(titles)
    return found


@transaction.atomic
def make_bundle(*, name: str, by) -> Bundle:
    if not name.strip():
        raise EditorialError(_("Give the bundle a name, so that colleagues know what it is."))
    return Bundle.objects.create(name=name.strip()[:120], created_by=by)


def _locked(bundle: Bundle) -> Bundle:
    # Not the key: an edition that is put into it at this moment need not wait.
    bundle = Bundle.objects.select_for_update(no_key=True).get(pk=bundle.pk)
    if bundle.published_at:
        raise EditorialError(_("This bundle is public already. Make another one."))
    return bundle


def _changeable(bundle: Bundle) -> Bundle:
    bundle = _locked(bundle)
    if bundle.scheduled_for:
        raise EditorialError(_("This bundle is scheduled. Take it off the schedule to change it."))
    return bundle


@transaction.atomic
def add_to_bundle(*, bundle: Bundle, edition: Edition, by) -> Bundle:
    """Let an edition that is in review or approved go public with a bundle."""
    bundle = _changeable(bundle)
    edition = locked(edition)
    if edition.bundle_id == bundle.pk:
        return bundle
    if edition.bundle_id:
        raise EditorialError(_("It is in the bundle “%(name)s”.") % {"name": edition.bundle})
    if edition.state == State.SCHEDULED:
        raise EditorialError(_("It has a time of its own. Take it off the schedule first."))
    if edition.state not in (State.IN_REVIEW, State.READY):
        raise EditorialError(_("Only what is in review or approved can be put into a bundle."))
    edition.bundle = bundle
    edition.save(update_fields=["bundle"])
    record(action="add to bundle", edition=edition, by=by, reason=bundle.name)
    return bundle


@transaction.atomic
def put_into_bundle(*, edition: Edition, by, bundle: Bundle | None = None, name: str = ""):
    """Put an edition into a bundle, or into a new one with a name. Returns the edition."""
    bundle = bundle or make_bundle(name=name, by=by)
    add_to_bundle(bundle=bundle, edition=edition, by=by)
    edition.refresh_from_db()
    return edition


@transaction.atomic
def remove_from_bundle(*, bundle: Bundle, edition: Edition, by) -> Bundle:
    bundle = _changeable(bundle)
    edition = locked(edition)
    if edition.bundle_id != bundle.pk:
        raise EditorialError(_("It is not in this bundle."))
    edition.bundle = None
    edition.save(update_fields=["bundle"])
    record(action="take out of bundle", edition=edition, by=by, reason=bundle.name)
    return bundle


def _each(members: list[Edition], act: Callable[[Edition], Edition]) -> list[Edition]:
    """`act` on every member. Raises one EditorialError with every problem of all of them."""
    done, problems = [], []
    for edition in members:
        try:
            with transaction.atomic():
                done.append(act(edition))
        except EditorialError as error:
            name = document_name(edition)
            problems += [
                _("“%(title)s”: %(problem)s") % {"title": name, "problem": message}
                for message in error.messages
            ]
    if problems:
        raise EditorialError(problems)
    return done


def _members(bundle: Bundle) -> list[Edition]:
    """The members, locked. Raises EditorialError where there are none."""
    members = [locked(edition) for edition in members_of(bundle)]
    if not members:
        raise EditorialError(_("This bundle is empty."))
    return members


@transaction.atomic
def schedule_bundle(*, bundle: Bundle, at: datetime, by) -> Bundle:
    """Let the whole bundle go public at a time. What is in review `by` approves in this step."""
    at = time_ahead(at)
    bundle = _locked(bundle)
    for edition in _each(_members(bundle), lambda edition: approve_for_schedule(edition, by)):
        set_time(edition, at=at, by=by)
    bundle.scheduled_for, bundle.scheduled_by, bundle.problem = at, by, ""
    bundle.save(update_fields=["scheduled_for", "scheduled_by", "problem"])
    return bundle


@transaction.atomic
def unschedule_bundle(*, bundle: Bundle, by) -> Bundle:
    bundle = _locked(bundle)
    if not bundle.scheduled_for:
        raise EditorialError(_("It is not scheduled."))
    for edition in members_of(bundle):
        record(action="unschedule", edition=edition, by=by, reason=bundle.name)
    stop_schedule(bundle)
    return bundle


@transaction.atomic
def publish_bundle(*, bundle: Bundle, by) -> Bundle:
    """Make every member public at once, with one content generation, or none.

    Raises EditorialError with every problem of every member.
    """
    bundle = _locked(bundle)
    members = _members(bundle)
    _go_public(members, by, lambda edition: publish_edition(edition=edition, by=by, bundled=True))
    return _close(bundle)


def publish_scheduled_bundle(bundle: Bundle) -> Bundle:
    """Its time has come: public in the name of who chose it. The bundle is locked already."""
    members = _members(bundle)
    _go_public(
        members, bundle.scheduled_by, lambda edition: publish_scheduled(edition, bundled=True)
    )
    return _close(bundle)


def _go_public(members: list[Edition], by, publish: Callable[[Edition], Edition]) -> None:
    with one_generation(lambda: True, following=True), checked_together() as published:
        # What costs nothing to find out comes before the rows of a data release.
        ready = _each(members, lambda edition: approve_for_schedule(edition, by))
        _each(ready, publish)
    # A text may refer to a figure or a page that goes public with it.
    _each(published, _check_references)


def _check_references(edition: Edition) -> Edition:
    if problems := reference_problems(edition, live=True):
        raise EditorialError(problems)
    return edition


def _close(bundle: Bundle) -> Bundle:
    bundle.published_at, bundle.problem = timezone.now(), ""
    bundle.save(update_fields=["published_at", "problem"])
    return bundle


@transaction.atomic
def put_bundle_back(bundle: Bundle, *, reasons: list[str]) -> None:
    """Off the schedule, with what kept it from going public; its members wait, approved."""
    bundle = Bundle.objects.select_for_update(no_key=True).get(pk=bundle.pk)
    if bundle.published_at or not bundle.scheduled_for:
        return
    for edition in members_of(bundle):
        record(action="could not publish", edition=edition, by=None, reason=" ".join(reasons))
    stop_schedule(bundle)
    bundle.problem = "\n".join(reasons)
    bundle.save(update_fields=["problem"])
