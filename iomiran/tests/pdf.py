"""PDF files for tests, with what staff may send knowingly or not."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from publications.tests.factories import pdf_bytes


def changed(change, **options) -> bytes:
    """A small PDF after `change(pdf)`, its objects packed into compressed streams."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        change(pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, **options)
    return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('example')"))


def on_opening(pdf):
    pdf.Root.OpenAction = script()


def by_name(pdf):
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(script())]))
    )


def on_a_page(pdf):
    pdf.pages[1].obj.AA = Dictionary(O=script())


def in_a_link(pdf):
    box = Array([0, 0, 9, 9])
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=script())
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def in_a_field(pdf):
    field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=script()))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def in_a_form_of_its_own(pdf):
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"))


def launching(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("example.exe"))


def attached(name: str, content: bytes):
    def change(pdf):
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)

    return change


def without_pages(pdf):
    del pdf.pages[:]


def locked(owner="owner", user="") -> bytes:
    """Opens without a password unless `user` is one; copying is forbidden."""
    rights = pikepdf.Permissions(extract=False)
    return changed(
        lambda pdf: None, encryption=pikepdf.Encryption(owner=owner, user=user, allow=rights)
    )


def without_text(pages=1) -> bytes:
    """Pages that are pictures, as a scanner makes them."""

    out, page = io.BytesIO(), Image.new("RGB", (40, 60), "teal")
    page.save(out, "PDF", save_all=True, append_images=[page] * (pages - 1))
    return out.getvalue()
