"""Share cards: every page that is shared has one, in its language, with room for its words."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]
