"""Model fields of the portal."""

from django_prose_editor.fields import ProseEditorField

from .richtext import clean_html

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "Link": {"protocols": ["https", "http", "mailto"], "enableTarget": False},
    "HardBreak": True,
    # Of the portal itself: DJANGO_PROSE_EDITOR_EXTENSIONS, static/js/references.js.
    "References": True,
}


class RichTextField(ProseEditorField):
    """Prose in HTML, cleaned on every save: the editor cleans only what passes its form."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean_html)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        cleaned = clean_html(value or "")
        setattr(model_instance, self.attname, cleaned)
        return cleaned
