"""Enrolment: people and units, programmes, cohorts and their seats, sessions, project groups."""
