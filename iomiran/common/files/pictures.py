"""Pictures: checked by content, stripped of EXIF, made into responsive WebP renditions."""

import io

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from .models import Picture, Rendition
from .storage import store_bytes

WIDTHS = (320, 640, 960, 1440)
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_000  # WebP ends at 16,383
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def open_picture(content: bytes) -> tuple[Image.Image, str]:
    """The decoded picture and its format. Raises ValidationError with what to do instead."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The picture is larger than 15 MB. Save it smaller and try again."))
    try:
        with Image.open(io.BytesIO(content)) as probe:
            picture_format = probe.format
            width, height = probe.size
        if picture_format not in FORMATS:
            raise ValidationError(_("Use a JPEG, PNG or WebP picture."))
        if max(width, height) > LONGEST_SIDE:
            raise ValidationError(_("The picture is longer than 16,000 pixels on one side."))
        if width * height > MOST_PIXELS:
            raise ValidationError(_("The picture has more than 50 million pixels."))
        picture = Image.open(io.BytesIO(content))
        picture.load()
    except ValidationError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This file is not a picture, or it is damaged.")) from error
    return picture, picture_format


def _encoded(picture: Image.Image, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, **options)
    return out.getvalue()


@transaction.atomic
def attach_picture(picture: Picture, *, content: bytes, name: str, by=None) -> Picture:
    """Fill `picture` from `content`, save it and its renditions.

    What is kept is re-encoded: no EXIF, no GPS, no trailing bytes.
    """
    decoded, picture_format = open_picture(content)
    upright = ImageOps.exif_transpose(decoded)
    mode = "RGBA" if "A" in upright.getbands() else "RGB"
    clean = upright.convert(mode)
    clean.info = {}
    kept_format = "PNG" if picture_format == "PNG" else "WEBP"
    picture.upload = store_bytes(
        _encoded(clean, format=kept_format, **({"quality": 90} if kept_format == "WEBP" else {})),
        name=name,
        media_type=FORMATS[kept_format],
        by=by,
    )
    picture.width, picture.height = clean.size
    picture.save()
    picture.renditions.all().delete()
    stem = name.rsplit(".", 1)[0]
    for width in sorted({min(width, clean.width) for width in WIDTHS}):
        height = max(1, round(clean.height * width / clean.width))
        small = clean.resize((width, height), Image.Resampling.LANCZOS)
        Rendition.objects.create(
            picture=picture,
            upload=store_bytes(
                _encoded(small, format="WEBP", quality=80, method=4),
                name=f"{stem}-{width}.webp",
                media_type="image/webp",
                by=by,
            ),
            width=width,
            height=height,
        )
    return picture
