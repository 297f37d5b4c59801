"""Cohorts: who may apply, who approves, who holds a seat and who waits."""
