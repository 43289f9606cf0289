"""Runs inside the engine's own environment (never in the product's): MiniStack with our patches.

``main.py`` starts it. Each patch is one module with ``apply()``; they are written against MiniStack 1.5.33 exactly,
so ``main.py`` refuses any other version.
"""
