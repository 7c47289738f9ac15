"""The steps that an edition takes, as the screens offer them: who may, from which state, how asked.

A step is a button; where it needs a reason, a screen that asks for it. The action itself holds
the rules: what is offered here by mistake is refused there with a sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.editorial import actions, addresses, approving, bundles, removing, scheduling
from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.states import APPROVED, OPEN, State

from . import step_forms

WRITE, PUBLISH, EMERGENCY = "write", "publish", "common.publish_in_emergency"
MANAGE = "common.manage_desk"
REVIEWABLE = (State.IN_REVIEW, *APPROVED)


def _anybody(edition, user) -> bool:
    return True


def _own(edition, user) -> bool:
    return user.pk in (edition.submitted_by_id, edition.edited_by_id)


def _second_person(edition, user) -> bool:
    return not _own(edition, user)


def _publishable(edition, user) -> bool:
    alone = edition.bundle_id is None
    return alone and (edition.is_approved or _second_person(edition, user))


def _alone(edition, user) -> bool:
    """What is in a bundle goes public with it."""
    return edition.bundle_id is None


def _has_page(edition, user) -> bool:
    return addresses.has_page(edition)


def _may_move(edition, user) -> bool:
    return addresses.may_move(edition)


def _unconfirmed(edition, user) -> bool:
    return (
        edition.awaits_second_person
        and _second_person(edition, user)
        and user.pk != edition.published_by_id
    )


@dataclass(frozen=True)
class Step:
    """`may` is a permission, or WRITE or PUBLISH: those of the kind of content.

    `asks` is the label of the reason that the step needs; empty where it needs none. `form` is
    what asks for more than a reason.
    """

    name: str
    action: Callable
    label: str
    done: str
    states: tuple[State, ...]
    may: str
    fits: Callable = _anybody
    asks: str = ""
    help: str = ""
    is_dangerous: bool = False
    form: type[step_forms.StepForm] | None = None

    @property
    def has_screen(self) -> bool:
        """Whether something is asked before the step is taken."""
        return bool(self.asks or self.form)

    @property
    def name_of_act(self) -> str:
        """The label where the step is taken: nothing more is asked after it."""
        return str(self.label).rstrip("…").rstrip()

    def is_offered(self, edition: Edition, user, holds: Callable[[str], bool]) -> bool:
        """`holds(permission)` answers for WRITE, PUBLISH and names of permissions."""
        return edition.state in self.states and holds(self.may) and self.fits(edition, user)


STEPS = (
    Step(
        "submit",
        approving.submit_edition,
        _("Submit for approval"),
        _("It is submitted. A colleague approves it or gives it back."),
        (State.DRAFT,),
        WRITE,
    ),
    Step(
        "approve",
        approving.approve_edition,
        _("Approve"),
        _("It is approved and locked. It is not public yet."),
        (State.IN_REVIEW,),
        PUBLISH,
        _second_person,
    ),
    Step(
        "publish",
        approving.publish_edition,
        _("Publish now"),
        _("It is public now."),
        REVIEWABLE,
        PUBLISH,
        _publishable,
    ),
    Step(
        "schedule",
        scheduling.schedule_edition,
        _("Schedule…"),
        _("It is scheduled: it goes public by itself at that minute."),
        REVIEWABLE,
        PUBLISH,
        _publishable,
        form=step_forms.TimeForm,
        help=_("What is in review is approved by this. Nobody edits it until its time."),
    ),
    Step(
        "unschedule",
        scheduling.unschedule_edition,
        _("Take off the schedule"),
        _("It has no time any more. It stays approved."),
        (State.SCHEDULED,),
        PUBLISH,
        _alone,
    ),
    Step(
        "bundle",
        bundles.put_into_bundle,
        _("Put into a bundle…"),
        _("It goes public with its bundle."),
        (State.IN_REVIEW, State.READY),
        MANAGE,
        _alone,
        form=step_forms.BundleForm,
        help=_("All members of a bundle go public at the same moment, or none does."),
    ),
    Step(
        "return",
        approving.return_edition,
        _("Return with a comment…"),
        _("It is given back with your comment."),
        REVIEWABLE,
        PUBLISH,
        _second_person,
        asks=_("Comment for your colleague"),
        help=_("What to change, or what to check. Readers do not see it."),
    ),
    Step(
        "take_back",
        approving.take_back,
        _("Take back and edit"),
        _("It is a draft again. What nobody changes stays approved."),
        REVIEWABLE,
        WRITE,
        _own,
    ),
    Step(
        "confirm",
        approving.confirm_emergency,
        _("Confirm this emergency publication"),
        _("It is confirmed."),
        (State.PUBLISHED,),
        PUBLISH,
        _unconfirmed,
    ),
    Step(
        "withdraw",
        actions.withdraw_edition,
        _("Withdraw from the public…"),
        _("It is withdrawn."),
        (State.PUBLISHED,),
        PUBLISH,
        asks=_("Public reason"),
        help=_("Readers see it at the page's address. One or two plain sentences."),
        is_dangerous=True,
    ),
    Step(
        "move",
        addresses.move_document,
        _("Change the address…"),
        _("It has another address. The former one leads there."),
        (*OPEN, State.PUBLISHED, State.WITHDRAWN),
        MANAGE,
        _may_move,
        form=step_forms.MoveForm,
    ),
    Step(
        "remove",
        removing.remove_edition,
        _("Remove for good…"),
        _("It is removed."),
        (State.PUBLISHED, State.WITHDRAWN),
        MANAGE,
        _has_page,
        form=step_forms.RemoveForm,
        help=_(
            "The page and its files are no longer public, and no reason is shown. To take a "
            "page back with a public reason, withdraw it. It stays in the history."
        ),
        is_dangerous=True,
    ),
    Step(
        "emergency",
        approving.publish_in_emergency,
        pgettext_lazy("one person alone", "Publish in an emergency…"),
        _("It is public now, and marked to staff until a second person confirms it."),
        OPEN,
        EMERGENCY,
        asks=_("Why it cannot wait"),
        help=_("Colleagues read it. A second person must confirm the publication afterwards."),
        is_dangerous=True,
    ),
)
