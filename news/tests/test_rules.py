"""What the database and the actions refuse."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from iomiran.common.editorial.actions import EditorialError
from iomiran.common.editorial.approving import publish_edition
from news.models import NewsItemEdition

from .factories import make_news_item

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("newsitemedition_kind_known", {"kind": "rumour"}),
        ("newsitemedition_coverage_has_outlet", {"kind": "coverage", "outlet": ""}),
    ],
)
def test_the_database_holds_the_rule(rule, change):
    item = make_news_item()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        NewsItemEdition.objects.filter(pk=item.pk).update(**change)


def test_coverage_without_an_outlet_is_refused_with_a_sentence():
    item = make_news_item(live=False)
    item.kind = "coverage"
    with pytest.raises(ValidationError, match="Say who wrote it"):
        item.full_clean()


def test_the_text_of_an_aggregator_is_not_published():
    with pytest.raises(EditorialError, match="aggregator"):
        publish_edition(
            edition=make_news_item(live=False, level="X"), by=None, without_approval="example"
        )
