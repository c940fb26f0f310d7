"""What a process elsewhere has to know of a run so that a task means the same there as here."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sadpath.far.stamp import digest_of
from sadpath.program.frozen import relative

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.program.spread import Spread


@dataclass(frozen=True)
class Job:
    """A run's plan. Files are named relative to its base directory, with `/`; those that are not below it by their whole path.

    `files` are those under analysis, `programs` are by import root, the files of their modules, `digests` has those of the files that can make a
    difference, `overlay` the bytes of those that are others than on the disk. `bound`: the ids of the APIs that the settings
    bind files to, by the paths that are printed; None where they bind none. `base`: that directory's path here.
    """

    base: str
    files: Sequence[str]
    programs: Mapping[str, Sequence[str]]
    digests: Mapping[str, str]
    bound: Mapping[str, frozenset[str]] | None
    overlay: Mapping[str, bytes]
    providers: Sequence[Provider]


class Packed(NamedTuple):
    """A job as bytes. `id` tells it from others."""

    id: str
    data: bytes

    def job(self) -> Job:
        """The job again; for who trusts who sends it."""
        job = pickle.loads(zlib.decompress(self.data))
        assert isinstance(job, Job)
        return job


def job_of(spread: Spread) -> Job:
    """The job of a run whose walks are planned."""
    inputs, base = spread.inputs, spread.base
    bound = None
    if inputs.bound is not None:
        found = {file.display: inputs.bound(file.path) for file in (*inputs.files, *inputs.relevant)}
        bound = {display: ids for display, ids in found.items() if ids}
    return Job(
        base=base,
        files=[relative(file.path, base) for file in inputs.files],
        programs={
            root: [relative(str(module.file), base) for module in session.modules]
            for root, session in spread.sessions.items()
        },
        digests={
            relative(file.path, base): digest_of(inputs.overlay.get(file.path), file.path) for file in inputs.relevant
        },
        bound=bound,
        overlay={relative(path, base): data for path, data in inputs.overlay.items()},
        providers=[replace(provider, _memo={}) for provider in spread.providers],
    )


def packed(job: Job) -> Packed:
    """A job as bytes."""
    data = zlib.compress(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
    return Packed(hashlib.blake2b(data, digest_size=12).hexdigest(), data)
