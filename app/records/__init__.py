"""The memory: SQLAlchemy tables, search, journal, migrations. Gives out frozen rows, never ORM objects."""
