"""Conversations, their messages and notes: reading, writing, who may see them, and the reply window."""
