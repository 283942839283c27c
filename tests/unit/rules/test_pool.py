from __future__ import annotations

from tests.kit.ruling import broken, clip, ruled, run


def test_a_run_that_takes_too_many_is_told_once():
    idents = [(clip(n % 3), 1) for n in range(30)]

    assert not broken(ruled({"pool": "30"}), run(idents))
    found = broken(ruled({"pool": "29"}), run(idents))
    assert [b.what for b in found] == ["30 items of `all` in one run, 3 of them different"]
