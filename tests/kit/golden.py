"""Expected outputs as files of their own, with the suffix that they would really have."""

from __future__ import annotations

from functools import cache

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


@cache
def golden(suffix: str) -> type[SingleFileSnapshotExtension]:
    """What to give to `snapshot.use_extension` for a text file with this suffix."""
    words = {"file_extension": suffix, "_write_mode": WriteMode.TEXT}
    return type(f"Golden_{suffix}", (SingleFileSnapshotExtension,), words)
