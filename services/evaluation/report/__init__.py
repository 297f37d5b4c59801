"""The report of a programme, from its aim to its effect on the public."""
