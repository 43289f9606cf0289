"""The company itself: its settings, how ready it is, and the other companies somebody works for."""
