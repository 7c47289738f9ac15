"""PDF from a template and data. Nothing else in the portal imports typst.

Text reaches a template only as data: one JSON value, which the template reads with
`json(bytes(sys.inputs.data))`. A string there is text and never markup, whoever wrote it.
"""

from .engine import Printed, TypesetError, print_pdf
from .richtext import nodes

__all__ = ["Printed", "TypesetError", "nodes", "print_pdf"]
