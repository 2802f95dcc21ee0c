"""What staff see of an upload before they say yes.

`rehearsal` loads a waiting document and rolls it back; `snapshots` and `differences` say what that would change;
`facts` and `excerpts` put what was read beside its source lines; `preview` makes one page of it.
"""
