"""What we compute from observations when we show them; nothing of it is stored. Pure."""

PARTS = {
    "manner": {"all": ("spontaneous", "deported")},
    "country_from": {"IRN_PAK": ("IRN", "PAK")},
}


def precision_of_sum(precisions: list[str]) -> str:
    """The word for a sum: that of its parts where they agree, else "about"."""
    words = {precision for precision in precisions if precision != "exact"}
    if not words:
        return "exact"
    return words.pop() if len(words) == 1 else "about"


def rest(total: int, *parts: int) -> int:
    """What the parts leave of a total; 0 where they exceed it, which the guard reports."""
    return max(total - sum(parts), 0)
