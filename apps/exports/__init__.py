"""What leaves the archive for other programs: CSV, feeds, sitemaps, and what search engines and browsers ask for."""
