"""What the evaluation service tells: surveys, projects and their outcome, completion, learning hours."""
