"""Message templates the platform has approved: what a closed window may be opened with."""
