"""What goes in and out in bulk: CSV import, demo data, the case book."""
