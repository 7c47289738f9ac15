"""Where a picture is cut, and what is made of it for the page. Pure: pictures in, pictures out."""

import io

from PIL import Image, ImageCms

# Width by height of each cut; a whole picture is not cut.
RATIOS = {"wide": 1200 / 630, "square": 1.0}
CENTRE = (50, 50)  # per cent from the left and from the top
SRGB = ImageCms.createProfile("sRGB")


def crop_box(
    width: int, height: int, ratio: float, focal: tuple[int, int] = CENTRE
) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in pixels of the largest part of that ratio.

    It has the focal point in its middle, or as near to it as the edges allow.
    """
    if width / height > ratio:
        part_width, part_height = max(1, round(height * ratio)), height
    else:
        part_width, part_height = width, max(1, round(width / ratio))
    left = _start(width * focal[0] / 100, part_width, width)
    top = _start(height * focal[1] / 100, part_height, height)
    return left, top, left + part_width, top + part_height


def _start(middle: float, part: int, whole: int) -> int:
    return min(max(0, round(middle - part / 2)), whole - part)


def in_srgb(picture: Image.Image) -> Image.Image:
    """The picture as RGB or RGBA in the colours that every screen shows, its profile applied.

    A profile that cannot be read is left aside: nearly right colours are better than none.
    """
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    mode = "RGBA" if "A" in picture.getbands() else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "L", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            picture = ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert(mode)


def resized(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, which JPEG does not have."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def encoded(picture: Image.Image, file_format: str) -> bytes:
    """As "webp", "jpeg" or "png", with nothing but the picture in it."""
    options = {
        "webp": {"quality": 80, "method": 4},
        "jpeg": {"quality": 82, "optimize": True, "progressive": True},
        "png": {},
    }[file_format]
    picture = on_white(picture) if file_format == "jpeg" else picture.copy()
    picture.info = {}
    out = io.BytesIO()
    picture.save(out, format=file_format.upper(), **options)
    return out.getvalue()
