"""The ledger of learning hours (JP): entries under dated rules, reversals, the standing against the yearly duty."""
