"""Pages of the record: releases of a series, one release, the life of one count."""

from django.http import Http404, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.editorial.pages import edition_page
from iomiran.common.editorial.presenting import text_context
from iomiran.common.editorial.states import State
from iomiran.common.nav import site_url

from . import exports, presenters, queries, record_files
from .series_pages import series_at, under

# More changes than this are told in full by the file alone.
MOST_CHANGES = 200


def _corrections(edition) -> dict[int, list]:
    found = {}
    for correction in queries.corrections_of(edition):
        found.setdefault(correction.release_id, []).append(correction)
    return found


@require_safe
def release_list(request, slug):
    edition, _release = series_at(slug)

    def rest(context):
        releases = list(queries.releases_of(edition))
        pairs = [(one, earlier) for one in releases if (earlier := queries.before(one, releases))]
        changes = queries.changes_of(pairs)
        corrections = _corrections(edition)
        first = next((one for one in reversed(releases) if not queries.was_withdrawn(one)), None)
        size = queries.size_of(first) if first else None
        title = _("Releases: %(series)s") % {"series": context["text"].title}
        return {
            "page_title": title,
            "page_description": _("Every release of this series, with what changed in each."),
            "breadcrumbs": under(edition, (_("Releases"), "")),
            "series_url": edition.get_absolute_url(),
            "releases": [
                presenters.release_view(
                    edition,
                    one,
                    changes=presenters.changes_text(
                        changes.get(one.number), size if one == first else None
                    ),
                    corrections=corrections.get(one.pk, ()),
                )
                for one in releases
            ],
        }

    return edition_page(request, edition, "returns/release_list.html", rest, text_context)


def _release_at(slug, number):
    """(description, release, all public releases newest first)."""
    edition, _live = series_at(slug)
    releases = list(queries.releases_of(edition))
    release = next((one for one in releases if one.number == number), None)
    if release is None:
        raise Http404
    return edition, release, releases


@require_safe
def release_detail(request, slug, number):
    edition, release, releases = _release_at(slug, number)
    withdrawn = queries.was_withdrawn(release)

    def rest(context):
        view, more = _release_context(edition, release, releases)
        series = context["text"].title
        title = _("%(release)s: %(series)s") % {"release": view.title, "series": series}
        latest = next((one for one in releases if one.state == State.PUBLISHED), None)
        return {
            "page_title": title,
            "page_description": _("What this release holds, where from, and what it changed."),
            "page_robots": context["page_robots"] or ("noindex" if withdrawn else ""),
            "breadcrumbs": under(
                edition,
                (_("Releases"), reverse("returns:release_list", args=[slug])),
                (view.title, ""),
            ),
            "series": presenters.series_view(edition, release),
            "release": view,
            "latest": latest
            and {
                "title": presenters.release_text(latest),
                "url": presenters.release_url(edition, latest),
            },
        } | more

    response = edition_page(request, edition, "returns/release_detail.html", rest, text_context)
    if withdrawn and response.status_code == 200:
        response.status_code = 410
    return response


def _release_context(edition, release, releases) -> tuple:
    """(ReleaseView, what is told of its counts); nothing of them where it was withdrawn."""
    corrections = _corrections(edition).get(release.pk, ())
    if queries.was_withdrawn(release):
        return presenters.release_view(edition, release, corrections=corrections), {}
    slug = edition.document.slug
    earlier = queries.before(release, releases)
    changes = queries.changes_of([(release, earlier)])[release.number] if earlier else None
    size = queries.size_of(release)
    view = presenters.release_view(
        edition,
        release,
        changes=presenters.changes_text(changes, size),
        corrections=corrections,
    )
    take = exports.release_offer(edition, release, element_id="release")
    more = {"size": size, "take": take}
    if changes and changes.total:
        rows = list(queries.differences(release, earlier, most=MOST_CHANGES))
        caption = _("What changed against %(release)s") % {
            "release": presenters.release_text(earlier)
        }
        more |= {
            "table": presenters.difference_table(caption, rows, slug, queries.place_names()),
            "shortened": changes.total > len(rows),
            "shown": len(rows),
            "total": changes.total,
            "changes_url": reverse("returns:release_changes", args=[slug, release.number]),
        }
    return view, more


@require_safe
def release_changes(request, slug, number):
    """Every difference to the release before, however many."""
    edition, release, releases = _release_at(slug, number)
    earlier = queries.before(release, releases)
    if edition.is_taken_back or queries.was_withdrawn(release) or earlier is None:
        raise Http404
    lines = record_files.changes_csv(release, earlier, queries.differences(release, earlier))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"{slug}-release-{number}-changes.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def count_history(request, slug):
    """`?key=` names the count; without one or with an unknown one, plain words say so."""
    edition, _live = series_at(slug)
    key = request.GET.get("key", "").strip()
    shown = [one for one in queries.releases_of(edition) if not queries.was_withdrawn(one)]
    history = queries.count_history(edition, key, shown) if key else None

    def rest(context):
        context = {
            "page_robots": "noindex",
            "breadcrumbs": under(edition, (_("One count"), "")),
            "series": presenters.series_view(edition, None),
            "key": key[:200],
        }
        if history is None:
            return context | {"page_title": _("There is no such count")}
        places = queries.place_names()
        caption = _("This count from release to release")
        return context | {
            "page_title": _("One count and its history"),
            "facts": presenters.count_facts(history, places),
            "table": presenters.history_table(caption, history, edition),
            "values": presenters.first_and_latest(history),
            "share_url": site_url(request.get_full_path()),
            "changed": len(history.steps) > 1,
            "corrections": presenters.correction_items(history.corrections),
        }

    response = edition_page(request, edition, "returns/count_history.html", rest, text_context)
    if history is None and response.status_code == 200:
        response.status_code = 404 if key else 400
    return response
