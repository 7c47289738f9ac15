"""How a text of the environment is read as a switch, alike for the settings and the server."""

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})


def switch(text: str) -> bool:
    """True or False; raises ValueError for anything else, so that a misspelling is noticed."""
    text = text.strip().lower()
    if text not in TRUE | FALSE:
        raise ValueError(f"{text} is neither 1 nor 0")
    return text in TRUE
