"""Charts: dataclasses in, two SVG drawings and a summary in words out.

Pure: no model, no request, no clock. The time axis follows the reading
direction (docs/adr/0004-time-runs-in-reading-direction.md).
"""

from .bars import bar_chart
from .columns import column_chart
from .line import line_chart
from .model import Chart, ChartSpec, Point, Series
from .pyramid import AgeBand, pyramid_chart
from .shares import share_chart
from .spark import sparkline
from .standalone import standalone

__all__ = [
    "AgeBand",
    "Chart",
    "ChartSpec",
    "Point",
    "Series",
    "bar_chart",
    "column_chart",
    "line_chart",
    "pyramid_chart",
    "share_chart",
    "sparkline",
    "standalone",
]
