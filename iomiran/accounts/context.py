"""What a signed-in member of staff sees on a public page, and nobody else."""

from iomiran.common.http.staff import may_see_drafts


def staff(request) -> dict:
    """`staff_user` where somebody who may use the desk is signed in; else nothing."""
    return {"staff_user": request.user} if may_see_drafts(request) else {}
