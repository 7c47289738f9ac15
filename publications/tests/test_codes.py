"""The short codes of documents."""

import pytest

from publications.codes import ALPHABET, LENGTH, code_of, printed, typed

SHA256 = "0123456789abcdef" * 4


def test_the_first_bits_give_the_code_and_each_attempt_gives_another():
    assert code_of("0" * 64) == "0" * LENGTH
    assert code_of("f" * 64) == "Z" * LENGTH
    codes = {code_of(SHA256[::-1], attempt=attempt) for attempt in range(5)}
    assert len(codes) == 5
    assert code_of(SHA256, attempt=21)
    with pytest.raises(IndexError):
        code_of(SHA256, attempt=22)


def test_a_code_is_understood_however_it_is_typed():
    code = code_of(SHA256)
    assert typed(printed(code)) == code
    assert typed(f" {printed(code).lower().replace('-', ' – ')} ") == code
    assert typed("oil-۱۲۳-456") == "011123456"


@pytest.mark.parametrize("text", ["", "7K3", "7K3-M9P-2QXX", "7K3-M9P-2Q!", "UUU-UUU-UUU", "é" * 9])
def test_what_cannot_be_a_code_is_none(text):
    assert typed(text) == ""


def test_no_sign_is_mistaken_for_another():
    assert not set("ILOU") & set(ALPHABET)
