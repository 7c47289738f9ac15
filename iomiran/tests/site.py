"""What there is on the site: every public page, and one page of each kind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from iomiran.common.languages.chain import FALLBACK
from iomiran.sitemaps import APPS
from news.models import NewsItemEdition
from publications.codes import printed
from publications.models import IssuedFile, PublicationEdition
from returns.tests.explored import EXPLORED

LANGUAGES = tuple(FALLBACK)
RIGHT_TO_LEFT = {"fa", "fa-af", "ps"}
# What HTML calls a language that the address calls otherwise: Dari, in BCP 47.
TAGS = {"fa-af": "fa-AF"}

# The programme whose readers may be at risk.
PROTECTION = "counter-trafficking"


@dataclass(frozen=True)
class Page:
    """A public page by URL name; `languages` are those in which its text is complete."""

    name: str
    args: tuple = ()
    languages: tuple[str, ...] = LANGUAGES

    def url(self, language: str) -> str:
        with translation.override(language):
            return reverse(self.name, args=self.args)

    def source(self, language: str) -> str:
        """The language in which a reader of `language` gets the text."""
        return next(code for code in FALLBACK[language] if code in self.languages)


SEARCH = Page("pages:search")


def public_pages() -> list[Page]:
    """All that the site map lists, and the search page, which it leaves out."""
    listed = [
        Page(name, tuple(args), tuple(languages))
        for app in APPS
        for name, args, _lastmod, languages in app.sitemap_entries()
    ]
    return [*listed, SEARCH]


def protected_pages() -> set[tuple[str, str]]:
    """(URL name, slug) of the pages whose readers may be at risk: the programme and what is its."""

    def of_it(name, editions):
        found = editions.published().filter(programmes__slug=PROTECTION)
        return {(name, slug) for slug in found.values_list("document__slug", flat=True)}

    return (
        {("programmes:programme_detail", PROTECTION)}
        | of_it("news:news_detail", NewsItemEdition.objects)
        | of_it("publications:publication_detail", PublicationEdition.objects)
    )


def kinds(language: str) -> dict[str, str]:
    """Kind of page → address of one page of it, as a reader of `language` meets it."""
    first = {}
    for page in public_pages():
        first.setdefault(page.name, page.url(language))
    counts = Page("returns:count_history", ("iom-all-returns-2025",)).url(language)
    explorer = f"/{language}/returns/explore/"
    explored = {f"explorer: {name}": f"{explorer}?{query}" for name, query in EXPLORED.items()}
    ours = IssuedFile.objects.filter(replaced_at=None).earliest("pk")
    others = {
        "document of ours": Page("pages:verify_answer", (printed(ours.code),)).url(language),
        "document not known": Page("pages:verify_answer", ("000-000-000",)).url(language),
        "life of a count": f"{counts}?key=2025-01-01..2025-06-29/everywhere/IRN/all/all/all/all",
        "protection programme": Page("programmes:programme_detail", (PROTECTION,)).url(language),
        "search with results": f"{SEARCH.url(language)}?q=2023",
        "search without results": f"{SEARCH.url(language)}?q=zzzz",
        "unknown address": f"/{language}/nothing-is-here/",
    }
    return first | explored | others


def list_pages(language: str) -> list[str]:
    """Addresses that read a query string."""
    return [page.url(language) for page in public_pages() if not page.args]
