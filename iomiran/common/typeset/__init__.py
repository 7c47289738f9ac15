"""PDF from a template and data, PNG from a drawing. Nothing else in the portal imports typst.

Text reaches a template only as data: one JSON value, which the template reads with
`json(bytes(sys.inputs.data))`. A string there is text and never markup, whoever wrote it.
"""

from .engine import FONTS, Printed, TypesetError, made_with, print_pdf, print_picture, print_png
from .richtext import nodes

__all__ = [
    "FONTS",
    "Printed",
    "TypesetError",
    "made_with",
    "nodes",
    "print_pdf",
    "print_picture",
    "print_png",
]
