"""Pairings as people see them: proposed, accepted by both, ended; and why."""
