"""Adapters that keep everything in memory: for tests, and the plainest statement of what each port means."""
