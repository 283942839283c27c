"""Applied again and again while people watch many channels: no picture is lost, nothing grows."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exstreamtv.model.grid import Grid
from tests.kit.capture import Capture, pictures, received
from tests.kit.demo import compiled
from tests.kit.many import FIRST, Applicant, contents, descriptors, many_copied, resident_mb
from tests.kit.processes import served, until
from tests.kit.transport import examine
from tests.kit.truth import verdict

GROWTH_MB = 25.0
"""What the daemon may have grown by between a third of the applications and the last."""


@pytest.mark.soak
@pytest.mark.parametrize(("channels", "applications"), [(5, 10), (20, 50)])
def test_no_viewer_notices_many_applications(
    tmp_path: Path, channels: int, applications: int
) -> None:
    directory, about = many_copied(tmp_path, channels), contents(tmp_path)
    now = datetime.now(UTC)
    truth = compiled(directory, now - timedelta(minutes=1), now + timedelta(hours=1))
    over = threading.Event()

    with served(directory) as running, ThreadPoolExecutor(channels) as viewers:
        begun = [threading.Event() for _ in range(channels)]

        def watched(number: int) -> Capture:
            url = f"{running.base}/iptv/channel/{FIRST + number}.ts"

            def enough(data: bytearray) -> bool:
                begun[number].set()
                return over.is_set()

            return received(url, enough)

        watching = [viewers.submit(watched, number) for number in range(channels)]
        try:
            assert until(lambda: all(each.is_set() for each in begun), 60)
            applicant, memory, open_files = Applicant.of(directory), [], []
            for number in range(applications):
                assert applicant.apply(number, applicant.revision)
                memory.append(resident_mb(running))
                open_files.append(descriptors(running))
        finally:
            over.set()
        captured = [each.result() for each in watching]

    print(f"{channels} channels, {applications} applications: MB {memory}, files {open_files}")
    for channel, capture in zip(truth.lineup.channels, captured, strict=True):
        seen = [each for each in pictures(capture) if each.mark]
        grid = Grid(channel.profile.rate)
        found = verdict(seen, truth.timelines[channel.id], grid, lambda media: about[media.key])
        assert found.flawless, (channel.id, found)
        assert examine(capture.data).faults == []
    third = applications // 3
    assert max(memory) - memory[third] < GROWTH_MB, memory
    assert max(open_files) - open_files[third] < 10, open_files
