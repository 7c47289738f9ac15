"""Short codes of documents: printed on them, typed by readers. Pure.

Crockford's alphabet: no I, L, O or U, so that no sign is mistaken for another and no word
appears by chance.
"""

from iomiran.common.languages.numbers import TO_ASCII

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 9  # 45 bits: among a million codes two are equal once in seventy such archives
_SAME = str.maketrans("OIL", "011")
_GROUP = 3


def code_of(sha256: str, *, attempt: int = 0) -> str:
    """The code that follows from 64 hexadecimal digits; another one for every `attempt`.

    There are 22 attempts; IndexError after that.
    """
    bits = int(sha256, 16)
    shift = 256 - 5 * LENGTH - 10 * attempt
    if shift < 0:
        raise IndexError(attempt)
    bits >>= shift
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))


def printed(code: str) -> str:
    """In groups, as it stands on a sheet: 7K3-M9P-2QX."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def typed(text: str) -> str:
    """What a reader typed, as codes are kept; "" where it cannot be one.

    Small letters, Persian digits, spaces, hyphens of every kind and the letters that look
    like digits are understood.
    """
    text = "".join(sign for sign in text.translate(TO_ASCII).upper() if sign.isalnum())
    text = text.translate(_SAME)
    fits = len(text) == LENGTH and all(sign in ALPHABET for sign in text)
    return text if fits else ""
