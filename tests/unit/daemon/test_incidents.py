from __future__ import annotations

from datetime import UTC, datetime, timedelta

from exstreamtv.daemon.incidents import MOST, Incident, Incidents

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_the_newest_come_first_and_the_oldest_are_forgotten() -> None:
    incidents = Incidents()
    for number in range(MOST + 5):
        incidents.report(Incident(NOON, "seven", f"fault {number}", "slate"))

    assert [each.what for each in incidents.last(2)] == [f"fault {MOST + 4}", f"fault {MOST + 3}"]
    assert len(incidents.last(10 * MOST)) == MOST


def test_what_a_tool_said_is_one_line() -> None:
    incidents = Incidents()
    incidents.report(Incident(NOON, "seven", "two\nlines\x1b[31m", "slate"))

    assert incidents.last(1)[0].as_json() == {
        "at": "2026-11-23T12:00:00.000Z",
        "channel": "seven",
        "what": "two lines[31m",
        "remedy": "slate",
    }


def test_what_goes_wrong_again_and_again_is_told_once_a_minute() -> None:
    incidents = Incidents()
    for second in range(130):
        at = NOON + timedelta(seconds=second)
        incidents.report(Incident(at, "seven", "it is not there", "slate"))
        incidents.report(Incident(at, "eight", f"fault {second}", "slate"))

    told = [each.at for each in incidents.last(500) if each.channel == "seven"]
    assert told[::-1] == [NOON + timedelta(minutes=n) for n in range(3)]
