"""Names in the order of the alphabet, in the database and in Python alike."""

import pytest

from iomiran.common.languages.alphabet import alphabetical, alphabetical_key
from publications.models import Theme, ThemeEdition

PERSIAN = list("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی")
PASHTO = list("ابپتټثجځچڅحدډرړزژږسشښکګلمنڼوهی")


@pytest.mark.django_db
@pytest.mark.parametrize("alphabet", [PERSIAN, PASHTO])
def test_database_and_program_know_the_same_alphabet(alphabet):
    names = [letter + ending for letter in alphabet for ending in ("ا", "ی")]
    shuffled = sorted(names, key=lambda name: name[::-1])
    assert sorted(shuffled, key=alphabetical_key) == names
    for number, name in enumerate(shuffled):
        document = Theme.objects.create(slug=f"theme-{number}")
        ThemeEdition.objects.create(document=document, name_en=name)
    rows = ThemeEdition.objects.order_by(alphabetical("name_en"))
    assert list(rows.values_list("name_en", flat=True)) == names


def test_other_forms_of_a_letter_have_its_place():
    assert alphabetical_key("كتاب\u200cها") == alphabetical_key("کتابها")
    assert alphabetical_key("«آمار»") == alphabetical_key("امار")


def test_latin_names_come_first_whatever_their_capitals():
    assert sorted(["ب", "Zebra", "apple"], key=alphabetical_key) == ["apple", "Zebra", "ب"]
