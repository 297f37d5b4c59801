"""What the mentoring service tells: mentors and their pairings, mentoring sessions, sharing classes."""
