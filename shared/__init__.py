"""The mechanism of Bina: event store, deciders, projections, reactions, deadlines and the web around them."""
