"""Connected Desk without its windows: rules, records, letters, acts. Imports no Qt, ever."""
