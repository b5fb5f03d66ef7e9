"""The acts: one file per thing an agent can do. The only callers of records and letters."""
