"""The real content, loaded once for all tests of a worker."""

import pytest
from django.test import TestCase


@pytest.mark.usefixtures("real_content")
class RealContentTestCase(TestCase):
    """What a test changes is rolled back."""
