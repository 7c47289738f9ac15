"""Pictures: checked by content, stripped of EXIF, made into renditions for every width."""

import io

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from .cutting import RATIOS, crop_box, encoded, in_srgb, resized
from .licences import WHOLE_ONLY
from .models import Picture, Rendition, Shape
from .storage import discard_upload, path_of, store_bytes
from .usage import PictureInUse, uses_of

# Widths in pixels by shape and format. JPEG is for browsers and sites that know no WebP.
SIZES = {
    Shape.WHOLE: {"webp": (320, 640, 960, 1440), "jpeg": (640, 960)},
    Shape.WIDE: {"jpeg": (1200,)},
    Shape.SQUARE: {"webp": (240,)},
}
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


@transaction.atomic
def attach_picture(picture: Picture, *, content: bytes, name: str, by=None) -> Picture:
    """Fill `picture` from `content`, save it and its renditions.

    What is kept is re-encoded upright in sRGB: no EXIF, GPS, XMP, profile or trailing bytes.
    """
    decoded, picture_format = open_picture(content)
    clean = in_srgb(ImageOps.exif_transpose(decoded))
    picture.upload = store_bytes(
        encoded(clean, "png") if picture_format == "PNG" else _large(clean),
        name=name,
        media_type=FORMATS["PNG" if picture_format == "PNG" else "WEBP"],
        by=by,
    )
    picture.width, picture.height = clean.size
    picture.save()
    _make(picture, clean, tuple(Shape), by=by)
    return picture


def _large(clean: Image.Image) -> bytes:
    out = io.BytesIO()
    clean.info = {}
    clean.save(out, format="WEBP", quality=90)
    return out.getvalue()


@transaction.atomic
def cut_again(picture: Picture, *, by=None) -> None:
    """Make the cuts anew: the focal point or the licence is another one."""
    with Image.open(path_of(picture.upload.sha256)) as kept:
        _make(picture, in_srgb(kept), (Shape.WIDE, Shape.SQUARE), by=by)


@transaction.atomic
def make_renditions(picture: Picture, *, by=None) -> None:
    """Make every rendition anew from the large file that is kept."""
    with Image.open(path_of(picture.upload.sha256)) as kept:
        _make(picture, in_srgb(kept), tuple(Shape), by=by)


def _make(picture: Picture, clean: Image.Image, shapes: tuple[Shape, ...], *, by) -> None:
    earlier = list(picture.renditions.filter(shape__in=shapes).select_related("upload"))
    picture.renditions.filter(shape__in=shapes).delete()
    stem = picture.upload.name.rsplit(".", 1)[0]
    for shape in shapes:
        part = _part(picture, clean, shape)
        for file_format, widths in SIZES[shape].items() if part else ():
            for width in sorted({min(width, part.width) for width in widths}):
                small = resized(part, width)
                mark = "" if shape == Shape.WHOLE else f"-{shape}"
                Rendition.objects.create(
                    picture=picture,
                    upload=store_bytes(
                        encoded(small, file_format),
                        name=f"{stem}{mark}-{width}.{file_format}",
                        media_type=FORMATS[file_format.upper()],
                        by=by,
                    ),
                    shape=shape,
                    format=file_format,
                    width=width,
                    height=small.height,
                )
    for rendition in earlier:
        discard_upload(rendition.upload)


def _part(picture: Picture, clean: Image.Image, shape: Shape) -> Image.Image | None:
    """What the shape shows of the picture; None where the licence forbids to cut it."""
    if shape == Shape.WHOLE:
        return clean
    if picture.licence in WHOLE_ONLY:
        return None
    focal = (picture.focal_x, picture.focal_y)
    return clean.crop(crop_box(*clean.size, RATIOS[shape], focal))


@transaction.atomic
def delete_picture(picture: Picture) -> None:
    """Delete a picture and its files. Raises PictureInUse while an edition shows it."""
    if uses := uses_of(picture):
        raise PictureInUse(uses)
    kept = [picture.upload, *(r.upload for r in picture.renditions.select_related("upload"))]
    picture.delete()
    for upload in kept:
        discard_upload(upload)
