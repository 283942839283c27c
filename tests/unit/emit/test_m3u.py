from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from exstreamtv.emit.m3u import m3u
from exstreamtv.emit.xmltv import xmltv
from exstreamtv.model.channel import Channel, Profile
from tests.kit.timelines import MONDAY, lineup

HOST = "http://tv.lan:8409"


def entry(channel: Channel) -> tuple[dict[str, str], str, str]:
    """Attributes, name and address, read as Kodi reads them."""
    _, line, url = m3u(lineup(channel), HOST).splitlines()
    attributes, name = re.fullmatch(r"#EXTINF:-1 (.*\"),(.*)", line).groups()  # type: ignore[union-attr]
    return dict(re.findall(r'([a-z-]+)="([^"]*)"', attributes)), name, url


def named(name: str) -> tuple[str, str]:
    """The name as Kodi and as Jellyfin read it."""
    channel = Channel("retro", "7", name, Profile())
    line = m3u(lineup(channel), HOST).splitlines()[1]
    return entry(channel)[1], line.rpartition(",")[2]


def test_names_the_guide_in_its_first_line() -> None:
    first = m3u(lineup(), HOST).splitlines()[0]

    assert first == (f'#EXTM3U url-tvg="{HOST}/iptv/xmltv.xml" x-tvg-url="{HOST}/iptv/xmltv.xml"')


def test_tells_all_that_clients_read() -> None:
    channel = Channel("retro", "7.1", "Retro", Profile(), "Old", "http://x/logo.png", "de")

    assert entry(channel) == (
        {
            "channel-id": "retro.exstreamtv.local",
            "tvg-id": "retro.exstreamtv.local",
            "tvg-chno": "7.1",
            "channel-number": "7.1",
            "tvg-name": "Retro",
            "tvg-logo": "http://x/logo.png",
            "group-title": "Old",
            "tvg-language": "de",
            "tvc-stream-vcodec": "h264",
            "tvc-stream-acodec": "aac",
        },
        "Retro",
        f"{HOST}/iptv/channel/7.1.ts",
    )


def test_tells_how_to_ask_for_what_has_aired() -> None:
    seven, waiting = (
        Channel("retro", "7", "Retro", Profile(), waits=waits) for waits in (False, True)
    )
    kept = replace(lineup(seven, waiting), back=timedelta(hours=60))
    _, first, _, second, _ = m3u(kept, HOST).splitlines()

    assert 'catchup="default" catchup-days="2" ' in first
    assert f'catchup-source="{HOST}/iptv/channel/7.ts?utc={{utc}}&dur={{duration}}"' in first
    assert "catchup" not in second
    assert "catchup" not in m3u(lineup(seven), HOST)


def test_less_than_a_day_is_a_day_to_clients() -> None:
    assert 'catchup-days="1"' in m3u(replace(lineup(), back=timedelta(hours=3)), HOST)


def test_says_nothing_of_what_is_not_known() -> None:
    attributes, _, _ = entry(Channel("retro", "7", "Retro", Profile()))

    assert not {"tvg-logo", "group-title", "tvg-language"} & attributes.keys()


def test_a_comma_does_not_cut_the_name() -> None:
    assert named("Green, Two & Co") == ("Green Two & Co",) * 2


def test_a_number_before_a_space_stays_in_the_name() -> None:
    assert named("24 Hours") == ("24\u00a0Hours",) * 2


def test_a_quote_does_not_end_the_attribute() -> None:
    channel = Channel("retro", "7", 'The "Best", ever', Profile(), group='a"b')
    attributes, name, _ = entry(channel)

    assert (attributes["tvg-name"], attributes["group-title"]) == ("The 'Best', ever", "a'b")
    assert name == "The 'Best' ever"


def test_a_name_cannot_add_a_line() -> None:
    text = m3u(lineup(Channel("retro", "7", "a\nhttp://evil\r\n\x00\u202eb", Profile())), HOST)

    assert len(text.splitlines()) == 3
    assert text.splitlines()[1].endswith(",a http://evil b")


def test_a_channel_has_the_same_id_as_in_the_guide() -> None:
    channel = Channel("7", "7", "Seven", Profile())
    guide = xmltv(lineup(channel), {}, MONDAY, MONDAY)

    assert f'<channel id="{entry(channel)[0]["tvg-id"]}">'.encode() in guide
    assert not entry(channel)[0]["tvg-id"].isdecimal()


def test_channels_keep_their_order() -> None:
    channels = [Channel(f"c{number}", str(number), "N", Profile()) for number in (2, 10, 7)]
    urls = m3u(lineup(*channels), HOST).splitlines()[2::2]

    assert urls == [f"{HOST}/iptv/channel/{number}.ts" for number in (2, 10, 7)]
