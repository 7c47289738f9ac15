"""Share cards: every page that is shared has one, in its language, with room for its words."""

import io

import pytest
from django.test import Client
from django.utils import translation
from PIL import Image

from iomiran.common.cards import HEIGHT, WIDTH, Card
from iomiran.common.cards import views as card_views
from iomiran.common.cards.drawing import TEMPLATE, card_data, draw_card
from iomiran.common.cards.finding import find_card
from iomiran.common.http.turns import Turns
from iomiran.common.typeset import TypesetError, print_picture
from returns.models import HeadlineFigureEdition, SeriesEdition

from . import site
from .reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]
