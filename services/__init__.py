"""The three services of Bina, and the program that runs them."""
