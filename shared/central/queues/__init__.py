"""Queues and their tickets, who is there, and who gets what."""
