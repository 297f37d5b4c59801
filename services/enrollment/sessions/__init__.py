"""Training sessions: the timetable of a cohort and who was there."""
