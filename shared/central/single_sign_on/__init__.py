"""Signing in by OpenID Connect: the providers a company trusts, and the way of a person to one and back."""
