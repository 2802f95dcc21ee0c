"""THE CASE: cases (sager) and the items that belong to them."""
