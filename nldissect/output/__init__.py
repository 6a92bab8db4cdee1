"""Messages as text, JSON Lines, fields."""
