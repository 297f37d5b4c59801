"""Enrolment: people, programmes, cohorts with their seats, sessions and project groups."""
