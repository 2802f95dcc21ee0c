"""Finding items: the index, what "matching" means, facets, and the search page."""
