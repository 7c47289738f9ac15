"""What a document said and who did what: versions, differences, restoring."""
