"""The web around every service: one way each for errors, callers, writes, lists, pages and health."""
