"""Evaluating expressions and executing statements: one function for each kind of node."""
