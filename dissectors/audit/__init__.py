"""The audit system."""
