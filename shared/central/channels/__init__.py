"""A company's connections to platforms: credentials, state, settings."""
