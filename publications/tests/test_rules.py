"""What the database refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from programmes.models import Programme
from publications.models import PublicationEdition

from .factories import add_file, make_publication

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("publicationedition_kind_known", {"kind": "leaflet"}),
        ("publicationedition_link_has_address", {"kind": "link", "external_url": ""}),
    ],
)
def test_the_database_holds_the_rule(rule, change):
    edition = make_publication()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        PublicationEdition.objects.filter(pk=edition.pk).update(**change)


def test_the_portal_makes_one_file_for_each_language():
    edition = make_publication()
    add_file(edition, generated=True)
    add_file(edition, generated=True, language="fa")
    with pytest.raises(IntegrityError, match="publicationfile_one_generated"):
        add_file(edition, generated=True)


@pytest.mark.parametrize("generator", ["programme:example", "returns", "mission", ""])
def test_a_generator_is_a_programme_the_returns_or_none(generator):
    Programme.objects.create(slug="example")
    make_publication(live=False, generator=generator).full_clean()


@pytest.mark.parametrize("generator", ["programme:", "something", "returns\n"])
def test_other_generators_are_refused(generator):
    with pytest.raises(ValidationError, match="generator"):
        make_publication(live=False, generator=generator).full_clean()


def test_a_link_without_its_address_is_refused_with_a_sentence():
    edition = make_publication(live=False, external_url="")
    edition.kind = "link"
    with pytest.raises(ValidationError, match="A link needs its address"):
        edition.full_clean()
