"""What the server offers, one feature a module; each has `register(server)`."""
