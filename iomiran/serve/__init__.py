"""What `make run` runs: prepares the portal, serves it, and ends all that it started."""
