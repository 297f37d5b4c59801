"""Conformance suites, one a port: plain pytest classes that the tests of every adapter inherit (docs/adr/0004)."""
