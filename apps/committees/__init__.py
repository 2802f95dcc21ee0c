"""WHO: municipalities and their committees, councils and boards, and the addresses given to rows."""
