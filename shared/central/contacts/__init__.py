"""People who write to the company, and the addresses they write from."""
