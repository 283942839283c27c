from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from exstreamtv.ffmpeg.copying import Copy, copying
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.model.channel import Profile
from exstreamtv.model.media import FileInput, Stream

PICTURE = Stream("video", "h264", 0, width=1280, height=720, rate=Fraction(25), profile="High")
SOUND = Stream("audio", "aac", 1, rate=Fraction(48_000), channels=2, profile="LC")
FILM = FileInput("/media/a film.mkv", "matroska,webm", (PICTURE, SOUND))
LATER = Cut(Fraction(754_321, 1000), 1500, Fraction(754_331, 1000), 2812, phase=7)


def copied(source: FileInput, cut: Cut = LATER) -> tuple[Copy, str]:
    made = copying("ffmpeg", source, cut, Profile(), ())
    return made, " ".join(made.command.argv)


def test_picture_and_sound_as_they_are_from_a_key_picture_before_the_cut() -> None:
    made, line = copied(FILM)

    assert (
        "-ss 754.059667 -i file:/media/a film.mkv -map 0:V:0 -map 0:1 -sn -dn -map_metadata -1 "
        "-map_chapters -1 -c:v copy -bsf:v h264_mp4toannexb,setts=pts=PTS+0.100000/TB:dts=DTS "
        "-c:a copy -t 61.261333 -avoid_negative_ts disabled -f mpegts"
    ) in line
    assert line.endswith("-flush_packets 0 pipe:1")
    # Both stamps are of what is due first, counted from where the file is sought.
    origin = Fraction(754_331, 1000) - Fraction(1024, 48_000) - Fraction(1, 4)
    assert made.picture == LATER.picture_position - origin + Fraction(1, 10)
    assert made.sound == LATER.sound_position - origin


def test_sound_of_another_kind_is_cut_and_encoded_as_ever() -> None:
    made, line = copied(replace(FILM, streams=(PICTURE, replace(SOUND, codec="ac3"))))

    assert "-c:v copy" in line
    assert "-af asetpts=PTS-0.250000/TB,aresample" in line
    assert "-c:a aac -b:a 128k" in line
    assert made.sound is None


def test_what_has_no_sound_gets_silence() -> None:
    _, line = copied(replace(FILM, streams=(PICTURE,)))

    assert "anullsrc" in line
    assert f"-af atrim=end_sample={(2812 + 2) * 1024}" in line
