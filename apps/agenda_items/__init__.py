"""WHAT: agenda items with their sections, recommendations, outcomes and votes."""
