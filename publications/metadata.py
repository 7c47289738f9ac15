"""What the page of a publication says to machines: JSON-LD, and how to cite it. Pure."""

from django.urls import reverse
from django.utils.safestring import SafeString

from iomiran.common.citations import CITATION_FILES, Citation, portal_name
from iomiran.common.editorial.text import LocalizedText
from iomiran.common.files.licences import licence_url
from iomiran.common.files.presenting import FileView
from iomiran.common.languages.calendars import format_partial
from iomiran.common.linked_data import linked_data, publisher
from iomiran.common.nav import hreflang, site_url

from .facets import edition_name
from .models import Kind, PublicationEdition, PublicationFile
from .particulars import authors
from .presenters import file_views, files_in_order
from .queries import Around


def publication_data(
    edition: PublicationEdition, text: LocalizedText, around: Around
) -> SafeString:
    """A publisher is named only for what the portal makes itself.

    Whether an author is a person or an organisation is not on record, and so not said. What
    stands elsewhere is not made from the portal's series: it speaks of what they count.
    """
    who = authors(edition, text)
    covered = [edition.period_start, edition.period_end or edition.period_start]
    series = [
        {"@type": "Dataset", "name": edition_name(one), "url": site_url(one.get_absolute_url())}
        for one in around.series
    ]
    return linked_data(
        "Report" if edition.kind != Kind.LINK else "WebPage",
        name=text.title,
        description=text.summary,
        inLanguage=hreflang(text.language),
        datePublished=edition.date,
        dateModified=edition.published_at.isoformat() if edition.published_at else "",
        url=site_url(edition.get_absolute_url()),
        sameAs=edition.external_url,
        author={"name": who} if who else None,
        license=licence_url(edition.licence) or text.licence_words,
        temporalCoverage="/".join(dict.fromkeys(covered)) if all(covered) else "",
        spatialCoverage=[{"@type": "Place", "name": edition_name(one)} for one in around.provinces],
        keywords=[edition_name(theme) for theme in around.themes],
        isBasedOn=[] if edition.external_url else series,
        mentions=series if edition.external_url else [],
        encoding=[
            _media_object(row, view)
            for row, view in zip(
                files_in_order(edition, text), file_views(edition, text), strict=True
            )
        ],
        publisher=publisher() if edition.generator else None,
    )


def _media_object(row: PublicationFile, view: FileView) -> dict:
    found = {
        "@type": "MediaObject",
        "contentUrl": site_url(view.url),
        "encodingFormat": row.upload.media_type,
        "contentSize": f"{row.upload.size} B",
        "inLanguage": hreflang(row.language),
        "sha256": row.upload.sha256,
    }
    return {name: value for name, value in found.items() if value}


def citation(edition: PublicationEdition, text: LocalizedText) -> Citation:
    """What stands elsewhere is cited where it stands; what is ours, by its page."""
    elsewhere = edition.external_url
    return Citation(
        name=edition.document.slug,
        title=text.title,
        address=elsewhere or site_url(edition.get_absolute_url()),
        publisher=authors(edition, text),
        kind="" if edition.kind == Kind.LINK else str(edition.get_kind_display()),
        issued=edition.date,
        issued_text=format_partial(edition.date, both=False),
        portal="" if elsewhere else portal_name(),
        ris_type="ELEC" if edition.kind == Kind.LINK else "RPRT",
    )


def to_cite(edition: PublicationEdition, text: LocalizedText) -> dict:
    """For components/take_along.html, which then offers nothing else."""
    return {
        "id": "publication",
        "citation": citation(edition, text),
        "citation_files": [
            {
                "label": label,
                "url": reverse(f"publications:publication_{ending}", args=[edition.document.slug]),
            }
            for ending, label in zip(CITATION_FILES, ("BibTeX", "RIS"), strict=True)
        ],
    }
