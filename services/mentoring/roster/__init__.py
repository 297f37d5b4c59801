"""What mentoring needs to know of employees, from the events of enrolment."""
