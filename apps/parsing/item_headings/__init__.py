"""Where the items of a document begin, in any style of numbering, or without numbers."""
