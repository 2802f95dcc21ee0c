"""One meeting, many documents: which of them is believed, field by field (`rules`), and what the minutes changed."""
