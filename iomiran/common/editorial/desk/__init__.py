"""The admin of an edition: its form, its buttons, its lists; and that of bundles."""
