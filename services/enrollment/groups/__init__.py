"""Project groups: the participants of a cohort who work on one brief."""
