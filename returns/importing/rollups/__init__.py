"""Sums by groups of days, and the profile of a release: both written while it is published.

`refreshing` says when what is written, `touched` which groups a release changes, `counting`
what a group is made of; all of it by sets, in tables that last one refresh (`tables`).
"""

from .refreshing import empty, follow_edition, refresh, refresh_number

__all__ = ["empty", "follow_edition", "refresh", "refresh_number"]
