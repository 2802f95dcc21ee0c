"""WHEN: meetings, and who was there."""
