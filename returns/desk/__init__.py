"""The screens on which staff bring in new figures: file, columns, report, preview, approval."""
