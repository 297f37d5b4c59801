"""Surveys: anonymous answers about training and services, and what may be shown of them."""
