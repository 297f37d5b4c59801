"""What tests of every service share: scenarios, conformance suites of the ports, faults."""
