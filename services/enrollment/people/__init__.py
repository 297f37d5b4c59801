"""People: who works where, in which post and status, from which day on."""
