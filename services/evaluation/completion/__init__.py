"""Completion: the programme's rules, each met or not with its numbers, decided from the evidence."""
