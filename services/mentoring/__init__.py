"""Mentoring: mentors, their pairings and sessions, and classes in which seniors share what they know."""
