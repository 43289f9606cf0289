"""The REST edge: one FastAPI application over the use cases of all slices. FastAPI is imported only below here."""
