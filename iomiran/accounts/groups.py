"""The groups of staff and what each may do. Made again after every migration."""

from django.apps import apps as all_apps

# The names in the database; what the screens call them stands in admin.py.
AUTHORS = "author"
REVIEWERS = "reviewer"
MANAGING_EDITORS = "managing editor"
DATA_STEWARDS = "data steward"
ADMINISTRATORS = "administrator"
FORMER_NAMES = {
    "editors": AUTHORS,
    "publishers": REVIEWERS,
    "data stewards": DATA_STEWARDS,
}

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
    author = content | shared | reading
    reviewer = author | {("common", "publish_content")}
    desk = {("common", name) for name in ("publish_in_emergency", "manage_desk")} | {
        ("common", f"{action}_bundle") for action in (*WRITE, "delete")
    }
    return {
        AUTHORS: author,
        REVIEWERS: reviewer,
        MANAGING_EDITORS: reviewer | desk,
        DATA_STEWARDS: data | shared | reading | {("common", "publish_data")},
        ADMINISTRATORS: {("accounts", f"{action}_user") for action in WRITE}
        | {("common", "view_auditentry"), ("common", "view_security")},
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
    for former, name in FORMER_NAMES.items():
        if not Group.objects.using(using).filter(name=name).exists():
            Group.objects.using(using).filter(name=former).update(name=name)
    for name, pairs in wanted().items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set([known[pair] for pair in pairs if pair in known])
