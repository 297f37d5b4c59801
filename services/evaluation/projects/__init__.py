"""Group projects: plan, deliverables, blind marks, and the effect on the public."""
