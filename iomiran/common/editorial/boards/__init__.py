"""Screens that look across all pages: what waits, what to look at again, parity of languages."""
