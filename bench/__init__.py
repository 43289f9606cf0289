"""Measures the product beside a plain monolith: ``python -m bench``. See README.md."""
