"""What stands in each suppression, alone: who only searches for it imports nothing else."""

MARK = b"sadpath:"
"""The bytes without which a file holds no suppression."""
