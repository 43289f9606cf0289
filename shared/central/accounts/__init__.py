"""Companies, the people who work for them, how they sign in and what they may do."""
