"""Realign a strategic plan through lenses: which links matter, and what the money leaves uncovered."""

__version__ = "0.1.0"
