"""What the enrolment service tells: people and units, programmes, cohorts and seats, sessions, project groups."""
