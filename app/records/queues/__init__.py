"""The queues as the database keeps them: one page of rows, the keys that match, and how many there are."""
