"""The explorer: one view of one series, with its picture, its words, its table and its form."""

from .page import Screen, chooser, explore
from .refusals import RefusedView, refused_views

__all__ = ["RefusedView", "Screen", "chooser", "explore", "refused_views"]
