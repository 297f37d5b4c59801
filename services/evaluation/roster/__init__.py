"""What evaluation needs to know of enrolment, from its events."""
