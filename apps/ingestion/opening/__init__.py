"""Opening what people point at: files, folders and ZIP files as sources in a fixed order (`sources`)."""
