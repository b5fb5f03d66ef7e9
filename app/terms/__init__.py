"""The rules: what the terms and the law allow, on which day, for how much. Pure functions, standard library only."""
