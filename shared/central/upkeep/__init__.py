"""What keeps the house in order: the sweep."""
