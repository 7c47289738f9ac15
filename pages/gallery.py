"""Examples of every component, in both directions, for the gallery page."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.safestring import SafeString

from iomiran.common.languages.chain import direction

from .gallery_explorer import explorer_charts, explorer_parts
from .gallery_figures import figure_parts, source
from .gallery_words import WORDS

# Components that need the whole width of the page to be judged.
WIDE = {"site_header", "site_nav", "site_footer", "fraud_strip", "map", "chart", "appeals_table"}


@dataclass(frozen=True)
class Example:
    """One component with one set of parameters, in one language."""

    component: str
    language: str
    context: dict = field(repr=False)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def html(self) -> SafeString:
        with translation.override(self.language):
            return render_to_string(f"components/{self.component}.html", self.context)


@dataclass(frozen=True)
class Component:
    name: str
    examples: list[Example]

    @property
    def wide(self) -> bool:
        return self.name in WIDE


def examples() -> list[Component]:
    """Every component by name; each of its examples in English, then in Persian."""
    contexts = {language: _contexts(WORDS[language], language) for language in WORDS}
    return [
        Component(
            name,
            [
                Example(name, language, context)
                for variants in zip(*(contexts[code][name] for code in WORDS), strict=True)
                for language, context in zip(WORDS, variants, strict=True)
            ],
        )
        for name in sorted(contexts["en"])
    ]


def _contexts(w: dict, language: str) -> dict[str, list[dict]]:
    """Component name → one context for each example of it."""
    parts = _page_parts(w, language) | _text_parts(w, language) | figure_parts(w, language)
    parts["chart"] = parts["chart"] + explorer_charts(w, language)
    return parts | explorer_parts(w, language)


def _page_parts(w, language) -> dict:
    nav = [
        {"label": w["heading"], "url": "#component-site_nav", "current": True},
        {"label": w["other"], "url": "#component-site_nav", "current": False},
        {"label": w["term"], "url": "#component-site_nav", "current": False},
    ]
    names = (("en", "English"), ("fa", "فارسی"), ("fa-af", "دری"), ("ps", "پښتو"))
    languages = [
        {"code": code, "name": name, "url": "#", "current": code == language}
        for code, name in names
    ]
    items = [{"label": w["heading"], "url": "#"}, {"label": w["other"], "url": ""}]
    contents = [
        {"id": "component-contents", "label": w["heading"], "level": 2},
        {"id": "component-contents", "label": w["other"], "level": 3},
    ]
    page = Paginator(range(30), 10).page(2)
    option = {"value": "example", "label": w["group"], "count": 12, "selected": False}
    facet = {"name": "example", "label": w["term"], "options": [option]}
    base = {"nav": nav, "languages": languages, "search_url": "#"}
    return {
        "breadcrumbs": [{"items": items}],
        "contents": [{"items": contents}],
        "demo_banner": [{"label": f"{w['heading']} (4)"}],
        "edit_link": [{"url": "#"}],
        "empty": [{"message": w["short"], "url": "#", "label": w["link"]}],
        "facet_form": [
            {"facets": [facet], "label": w["heading"], "id": f"facets-{language}"},
            {
                "facets": [facet],
                "sorting": facet | {"name": "order", "label": w["other"]},
                "label": w["other"],
                "id": f"sorted-{language}",
            },
        ],
        "code": [{"label": w["term"], "text": "curl 'https://example.org/example?limit=1'"}],
        "fraud_strip": [{"url": "#"}],
        "icon": [{"name": name} for name in ("search", "route", "shield", "institution")],
        "language_switcher": [{"languages": languages, "label": f"{w['heading']} (1)"}],
        "pagination": [{"page": page}],
        "preview_banner": [{"preview": _preview(w, names)}],
        "quick_exit": [{}],
        "search_form": [{"q": w["term"], "id": f"search-{language}"}],
        "share": [{"url": "https://example.org/", "id": f"share-{language}"}],
        "site_footer": [{"nav": nav, "footer_nav": nav, "feeds": nav[:1], "languages": languages}],
        "site_header": [base | {"label": w["heading"], "language_label": w["other"]}],
        "site_nav": [base | {"label": f"{w['heading']} (3)"}],
        "skip_link": [{"target": "component-skip_link"}],
        "verify_form": _verify_forms(w, language),
    }


def _verify_forms(w, language) -> list[dict]:
    """As it stands first, and with what was wrong."""
    urls = dict.fromkeys(("code_url", "upload_url", "answer_url"), "#")
    urls |= {"most": 0, "too_large": w["short"]}
    faults = {"code": w["term"], "code_error": w["short"], "file_error": w["sentence"]}
    return [
        {"id": f"verify-{language}", "form": urls},
        {"id": f"verify-again-{language}", "form": urls | faults},
    ]


def _preview(w, names) -> dict:
    """Of an edition whose last language is not written yet."""
    there = [{"code": code, "name": name, "url": "#", "is_there": True} for code, name in names]
    there[-1]["is_there"] = False
    return {
        "label": f"{w['heading']} (5)",
        "items": [{"title": w["long"], "number": 3, "state": w["group"], "languages": there}],
        "until": w["date"],
        "leave_url": "#",
        "desk_url": "#",
    }


def _text_parts(w, language) -> dict:
    item = {
        "title": w["long"],
        "url": "#component-card",
        "summary": w["sentence"],
        "meta": w["date"],
    }
    other = item | {"title": w["other"], "icon": "network"}
    fallen_back = SimpleNamespace(
        is_fallback=True, language="en", direction="ltr", native_reader="", requested=language
    )
    # A text in English is the one to rely on, so the notice never stands under it.
    unread = SimpleNamespace(language="fa", native_reader="")
    english = {"code": "en", "name": "English", "url": "#"}
    statement = {"title": w["heading"], "text": w["sentence"], "source": source(w)}
    own = statement | {"title": w["other"], "source": None, "origin": w["sentence"]}
    contact = statement | {"kind": "email", "address": "example@example.org", "href": "#"}
    document = {
        "label": w["heading"],
        "url": "#",
        "format": "PDF",
        "size": w["size"],
        "language": w["language"],
        "hreflang": language,
        "pages": w["pages"],
    }
    first_page = {"url": static("img/favicon.svg"), "width": 480, "height": 679}
    words = [SimpleNamespace(text=f"… {w['short']} ", is_found=False)]
    words.append(SimpleNamespace(text=w["term"], is_found=True))
    place = {
        "label": w["pages"],
        "url": "#",
        "pieces": words,
        "lang": language,
        "dir": direction(language),
    }
    picture = {
        "src": static("img/favicon.svg"),
        "srcset": "",
        "webp": "",
        "width": 32,
        "height": 32,
        "alternative": w["term"],
        "credit": w["person"],
        "licence": "CC BY 4.0",
        "licence_url": "#",
    }
    person = {
        "name": w["person"],
        "title": w["post"],
        "term_text": w["year"],
        "bio": w["sentence"],
        "source": source(w, "B"),
    }
    return {
        "aside_list": [{"title": w["heading"], "items": [w["term"], w["group"]]}],
        "card": [item, item | {"cover": first_page}, item | {"inside": [place]}],
        "card_list": [{"items": [item, other]}],
        "cover": [{"cover": first_page}],
        "found_inside": [{"places": [place]}],
        "contact_list": [{"contacts": [contact]}],
        "glossary_term": [
            {
                "term": {
                    "code": f"term-{language}",
                    "name": w["term"],
                    "url": f"#term-{language}",
                    "short": w["short"],
                    "definition": w["sentence"],
                    "see": [{"url": f"#term-{language}", "name": w["other"]}],
                }
            }
        ],
        "details": [
            {"summary": w["heading"], "body": w["sentence"]},
            {"summary": w["other"], "body": w["sentence"], "open": True},
        ],
        "document_link": [
            {"file": document},
            {"file": document | {"code": "000-000-000", "code_url": "#"}},
        ],
        "facts_list": [{"facts": [statement, statement | {"source": source(w, "B")}]}],
        "language_notice": [{"text": fallen_back}],
        "meta_line": [{"items": [w["date"], w["heading"], w["outlet"]]}],
        "notice": [
            {"kind": kind, "title": w["heading"], "body": w["sentence"]}
            for kind in ("info", "warning", "success")
        ],
        "page_title": [{"title": w["long"], "lead": w["sentence"], "kicker": w["term"]}],
        "person": [{"person": person}],
        "picture": [{"picture": picture, "sizes": "10rem"}],
        "programme_list": [{"items": [item | {"icon": "route"}, other]}],
        "reader_notice": [{"text": unread, "languages": [english]}],
        "section_head": [
            {"title": w["heading"], "lead": w["sentence"], "url": "#", "label": w["link"]}
        ],
        "source": [
            {"source": source(w)},
            {"source": source(w, "Q", quoted_by=w["outlet"])},
            {"source": source(w, "B")},
        ],
        "statements": [{"items": [statement, own]}],
        "timeline": [
            {
                "events": [
                    statement | {"date_text": w["year"]},
                    statement | {"date_text": w["date"]},
                ]
            }
        ],
        "unconfirmed": [{}],
    }
