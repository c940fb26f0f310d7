"""A project, and one that a run has looked at."""

import pytest
from cached_project import CALLER, CLIENT, Project


@pytest.fixture
def project(tmp_path):
    """The project, not looked at yet."""
    root = tmp_path / "project"
    root.mkdir()
    made = Project(root)
    made.write({"client.py": CLIENT, "caller.py": CALLER, "other.py": "x = 1\n", "sub/more.py": "y = 2\n"})
    return made


@pytest.fixture
def warm(project):
    """The project after a run, whose answer is `first`."""
    project.first = project.anew()
    return project
