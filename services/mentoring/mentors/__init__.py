"""Mentors: what they can teach, how many they take, and the pairings that hold their places."""
