"""Lambert azimuthal equal-area, centred between Iran and Afghanistan.

Equal-area, so that provinces may be compared by shade. Spherical formulas
(Snyder, Map Projections: A Working Manual, USGS 1987, p. 185): the error
against the ellipsoid is under one pixel at every size drawn here.
"""

from math import cos, radians, sin, sqrt

CENTRE_LON, CENTRE_LAT = 62.0, 33.0
RADIUS_KM = 6371.0


def project(lat: float, lon: float) -> tuple[float, float]:
    """Kilometres east and south of the centre, as the y of a drawing runs."""
    phi, phi0 = radians(lat), radians(CENTRE_LAT)
    away = radians(lon - CENTRE_LON)
    scale = sqrt(2 / (1 + sin(phi0) * sin(phi) + cos(phi0) * cos(phi) * cos(away)))
    x = RADIUS_KM * scale * cos(phi) * sin(away)
    y = RADIUS_KM * scale * (cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(away))
    return x, -y
