"""Links of the portal that go through a former address."""

import pytest

from iomiran.common.editorial.addresses import move_document
from iomiran.common.links.resolving import Addresses
from news.tests.factories import make_news_item

from .factories import make_managing_editor

pytestmark = pytest.mark.django_db


def test_the_former_address_of_a_page_that_was_moved_leads_somewhere():
    edition = make_news_item(slug="before")
    move_document(edition=edition, slug="after", by=make_managing_editor(), reason="Example.")
    edition.document.refresh_from_db()
    addresses = Addresses([edition])
    assert not addresses.leads_nowhere("/fa/news/before/")
    assert not addresses.leads_nowhere("/fa/news/after/")
    assert addresses.leads_nowhere("/fa/news/never/")
