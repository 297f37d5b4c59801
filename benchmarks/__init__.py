"""Measurements of the mechanism, as ratios against a peer library on the same disk in the same run."""
