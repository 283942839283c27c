from __future__ import annotations

import pytest

from exstreamtv.sources.globs import matcher


@pytest.mark.parametrize(
    ("pattern", "path", "means"),
    [
        ("*.avi", "a/b/c.avi", True),
        ("*.avi", "a.mkv", False),
        ("Kids", "Kids/a.mkv", True),
        ("Kids", "Films/Kids/b/a.mkv", True),
        ("Kids/", "Kids/a.mkv", True),
        ("Kids/*.mkv", "Kids/a.mkv", True),
        ("Kids/*.mkv", "Kids/b/a.mkv", False),
        ("Kids/**", "Kids/b/a.mkv", True),
        ("**/ad?.mp4", "x/y/ad7.mp4", True),
        ("*[1080p].mkv", "a [1080p].mkv", True),
        ("a.mkv", "a+mkv", False),
        ("a(1).mkv", "a(1).mkv", True),
        ("[", "[", True),
    ],
)
def test_a_pattern_means_a_path(pattern, path, means):
    assert bool(matcher([pattern]).fullmatch(path)) is means
