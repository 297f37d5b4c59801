"""What keeps read models, reactions and deadlines going, in one process or in many."""
