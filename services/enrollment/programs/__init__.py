"""Programmes: what they aim at, who may take part, what must be shown, and which edition is in force."""
