"""Evaluation: surveys, projects and their outcome, completion, learning hours, reports."""
