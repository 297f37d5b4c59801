"""The sessions of a pairing, confirmed by both, and its silences."""
