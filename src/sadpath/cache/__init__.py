"""What a run of the command leaves for the next one, in a directory `.sadpath_cache`.

`store.py` keeps sections, each a file with a digest of its own. `record.py` notes what a run reads, `replay.py` prints again what
it printed where none of that has changed, `absent.py` asks for what was not there. `looks.py` keeps which files hold nothing of
interest, `imports.py` what files import, store in one another and say, `sessions.py` what was walked.

A state of a file is told by the time of its last change (of its inode, which nobody can set back, as git does), its size and its
inode. Something that changed while it was being looked at may change again within the same tick of the clock: its state
is not trusted (see `states.py`).

Everything here that a run without changes needs imports next to nothing.
"""
