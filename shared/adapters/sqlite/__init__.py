"""Adapters that keep everything in SQLite files of one folder: durable, and nothing to administer."""
