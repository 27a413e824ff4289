"""Write the demonstration into the database: the same rows every time, dated around today."""
