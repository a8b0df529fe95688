"""Who owes which column by when."""
