"""What happens when something comes in: accepted without a database, then stored a batch at a time."""
