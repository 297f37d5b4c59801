"""Sharing classes: a senior teaches many who are newer."""
