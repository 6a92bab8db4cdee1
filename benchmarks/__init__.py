"""Measurements, run by `make bench`; not tests: they judge, they do not fail."""
