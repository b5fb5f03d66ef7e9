"""The windows. Qt only: no rule, no query."""
