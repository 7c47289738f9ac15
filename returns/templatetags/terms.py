"""`{% term terms "manner-of-return" %}`: a word that leads to its place in the glossary."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def term(terms, code, label=""):
    """`terms` are views by code; a term that is not live stays plain text.

    `label` says the word in another form than the glossary's own; without it, and without the
    term, there is nothing to show.
    """
    found = (terms or {}).get(code)
    if found is None:
        return label
    if label or not found.lang:
        return format_html('<a class="term" href="{}">{}</a>', found.url, label or found.name)
    return format_html(
        '<a class="term" href="{}" lang="{}" dir="{}">{}</a>',
        found.url,
        found.lang,
        found.dir,
        found.name,
    )
