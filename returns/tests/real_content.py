"""The real content, loaded once for all tests of a class."""

import tempfile

from django.test import TestCase, override_settings

from iomiran.common.content.loading import load_all


class RealContentTestCase(TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.enterClassContext(override_settings(UPLOADS_ROOT=folder))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        load_all()
