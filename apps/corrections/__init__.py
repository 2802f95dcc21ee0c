"""What staff changed: kept values, conflicts with the source, the change log and the published state.

`acting` says who writes, `tracking` logs every changed field and keeps what staff corrected, `sources` is the
door for loading, `publishing` the state that public QuerySets begin at.
"""
