"""Walks done beyond one machine: in the jobs of a CI matrix (`shards`), or by the workers of a Dask cluster (`cluster`).

Everywhere the same files are read and the same walks planned, so that a task is a name. What comes of it travels as bytes
(`program.frozen`). Checks run in one place, over the facts of all walks.
"""
