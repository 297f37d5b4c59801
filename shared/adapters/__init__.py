"""Adapters of the ports; one package a technology. Only `shared.service` and tests know them."""
