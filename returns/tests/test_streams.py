"""Rows that stream out of the database: no connection is kept by a reader who has gone."""

import pytest
from django.db import connection

from iomiran.common.http.streaming import copied_csv
from returns.models import Observation

from .factories import make_observation, make_release, make_series


@pytest.mark.django_db(transaction=True)
class TestStreams:
    def test_a_stream_closed_early_gives_its_connection_back(self):
        edition = make_series(slug="test-series")
        release = make_release(edition.document)
        for week in range(3):
            make_observation(release, country_from=("IRN", "PAK", "ALL")[week])
        rows = Observation.objects.values_list("key", "value")
        stream = copied_csv(rows, ["key", "value"])
        assert next(stream) == b"\xef\xbb\xbfkey,value\n"
        next(stream)
        assert connection.in_atomic_block
        stream.close()
        assert not connection.in_atomic_block
        assert Observation.objects.count() == 3
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_sort")
            assert cursor.fetchone() == ("on",)

    def test_a_stream_that_nobody_reads_asks_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            stream = copied_csv(Observation.objects.values_list("key"), ["key"])
            next(stream)
            stream.close()
