"""Where uploads are served: never a page, so neither kept in memory nor answered by its ETag."""

# By their content, and under the lasting name of a file of the library.
FILES = ("/files/", "/documents/")
