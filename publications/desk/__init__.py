"""The screens on which staff look after the library: files, sheets, languages, downloads."""
