"""The schema's history. Run by ``app.records.schema``; there is no ini file."""
