"""The groups of staff and what each may do. Made again after every migration."""

from django.apps import apps as all_apps

# Group → (app label, model name or "*", actions). `publish` is a permission of its own.
EDITORS = "editors"
PUBLISHERS = "publishers"
DATA_STEWARDS = "data stewards"

CONTENT_APPS = ("programmes", "news", "publications", "pages")
WRITE = ("add", "change", "view")


def _codenames(app_labels, actions):
    for label in app_labels:
        for model in all_apps.get_app_config(label).get_models():
            for action in actions:
                if action in model._meta.default_permissions or action in dict(
                    model._meta.permissions
                ):
                    yield label, f"{action}_{model._meta.model_name}"


def wanted() -> dict[str, set[tuple[str, str]]]:
    """Group name → the (app label, codename) pairs that it has."""
    content = set(_codenames(CONTENT_APPS, (*WRITE, "delete")))
    shared = {("common", f"{a}_{m}") for a in WRITE for m in ("picture", "upload")}
    reading = {("common", "view_auditentry")} | set(_codenames(("returns",), ("view",)))
    data = set(_codenames(("returns",), WRITE))
    may_publish = {("common", "publish_content")}
    return {
        EDITORS: content | shared | reading,
        PUBLISHERS: content | shared | reading | may_publish,
        DATA_STEWARDS: data | shared | reading | {("common", "publish_data")},
    }


def make_groups(*, using, apps=all_apps, **_kwargs):
    """Signal receiver: bring the groups' permissions to what `wanted()` says.

    Waits until every permission exists: post_migrate runs once per app.
    """
    try:
        Group = apps.get_model("auth", "Group")
        Permission = apps.get_model("auth", "Permission")
    except LookupError:
        return
    known = {
        (p.content_type.app_label, p.codename): p
        for p in Permission.objects.using(using).select_related("content_type")
    }
    for name, pairs in wanted().items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set([known[pair] for pair in pairs if pair in known])
