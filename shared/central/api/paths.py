"""Where the API lies."""

PREFIX = "/api/v1"
