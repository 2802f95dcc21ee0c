"""WHO: elected people, and the parties they are listed with."""
