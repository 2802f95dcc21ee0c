"""Documents in, rows out: opening, importing, matching, guarding, loading and publishing."""
