"""What staff may do with the statistics."""

from django.urls import reverse

from iomiran.tests.factories import make_author, make_data_steward
from returns.models import Observation, Release

from .real_content import RealContentTestCase

KINDS = (
    "seriesedition",
    "placeedition",
    "headlinefigureedition",
    "release",
    "observation",
    "source",
)


class TestAdmin(RealContentTestCase):
    def setUp(self):
        self.client.force_login(
            make_data_steward(), backend="django.contrib.auth.backends.ModelBackend"
        )

    def test_a_data_steward_sees_every_list(self):
        for kind in KINDS:
            response = self.client.get(reverse(f"admin:returns_{kind}_changelist"))
            assert response.status_code == 200, kind

    def test_counts_are_read_and_never_typed(self):
        one = Observation.objects.first()
        assert self.client.get(reverse("admin:returns_observation_add")).status_code == 403
        address = reverse("admin:returns_observation_change", args=[one.pk])
        assert self.client.get(address).status_code == 200
        assert self.client.post(address, {"value": 1}).status_code == 403

    def test_a_release_is_neither_typed_nor_copied(self):
        assert self.client.get(reverse("admin:returns_release_add")).status_code == 403
        release = Release.objects.first()
        address = reverse("admin:returns_release_change", args=[release.pk])
        assert self.client.get(address).status_code == 200
        draft = reverse("admin:returns_release_draft", args=[release.pk])
        assert self.client.post(draft).status_code == 403

    def test_an_editor_reads_and_does_not_publish_data(self):
        self.client.force_login(make_author(), backend="django.contrib.auth.backends.ModelBackend")
        release = Release.objects.first()
        assert self.client.get(reverse("admin:returns_release_changelist")).status_code == 200
        withdraw = reverse("admin:returns_release_withdraw", args=[release.pk])
        assert self.client.post(withdraw, {"reason": "example"}).status_code == 403
