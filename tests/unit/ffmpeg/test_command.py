from __future__ import annotations

from fractions import Fraction

from exstreamtv.ffmpeg.command import item_command
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.model.channel import Profile
from exstreamtv.model.media import FileInput, Stream

PICTURE = Stream("video", "h264", 0, width=1280, height=720, rate=Fraction(25))
SOUND = Stream("audio", "aac", 1, language="eng", rate=Fraction(48_000), channels=2)
FILM = FileInput("/media/a film.mkv", "matroska,webm", (PICTURE, SOUND))
LATER = Cut(Fraction(754_321, 1000), 1500, Fraction(754_331, 1000), 2812, phase=7)


def line(source: FileInput, cut: Cut) -> str:
    """One word a line, an option with its value beside it."""
    words = item_command("ffmpeg", source, cut, Profile()).argv
    text = ""
    for word in words:
        text += "\n" if word.startswith("-") and not word[1:].isdigit() else " "
        text += word
    return text.strip()


def test_a_film_joined_in_its_middle() -> None:
    assert (
        line(FILM, LATER)
        == """\
ffmpeg
-hide_banner
-nostdin
-loglevel error
-fflags +genpts+discardcorrupt
-reinit_filter:v 0
-protocol_whitelist file
-format_whitelist mov,mp4,m4a,matroska,webm,mpegts,mpeg,avi,flv,ogg,mp3,aac,flac,wav
-probesize 1000000
-analyzeduration 1000000
-ss 754.059667
-i file:/media/a film.mkv
-map 0:V:0
-map 0:1
-vf settb=AVTB,setpts=PTS-0.262833/TB,fps=25:start_time=0:round=up,\
scale=w='2*round(min(1280\\,720*dar)/2)':h='2*round(min(720\\,1280/dar)/2)':flags=bicubic,\
pad=1280:720:-1:-1:color=black:eval=frame,setsar=1,format=yuv420p,\
tpad=stop_mode=clone:stop=-1,trim=end_frame=1500
-af asetpts=PTS-0.250000/TB,aresample=48000:async=1000:min_hard_comp=0.05,\
aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo,\
atrim=start=0.000000:end=60.032000
-sn
-dn
-map_metadata -1
-map_chapters -1
-fps_mode passthrough
-c:v libx264
-preset veryfast
-profile:v high
-b:v 4000k
-maxrate 4000k
-bufsize 4000k
-g 25
-keyint_min 25
-bf 2
-x264-params b-adapt=0:open-gop=0:rc-lookahead=4:repeat-headers=1:scenecut=0
-force_key_frames expr:not(mod(n+7,25))
-bsf:v setts=pts=PTS+2/(25)/TB:dts=DTS
-c:a aac
-b:a 128k
-ar 48000
-ac 2
-f mpegts
-muxdelay 0
-muxpreload 0
-output_ts_offset 10
-pes_payload_size 0
-pcr_period 20
-max_interleave_delta 1000000
-flush_packets 1 pipe:1"""
    )


def test_the_beginning_of_a_file_is_not_sought() -> None:
    assert (
        "-ss"
        not in item_command("ffmpeg", FILM, Cut(Fraction(0), 5, Fraction(0), 5), Profile()).argv
    )


def test_sound_that_begins_with_the_file_begins_on_a_whole_frame() -> None:
    begun = line(FILM, Cut(Fraction(0), 5, Fraction(1, 100), 5))

    assert "atrim=start=0.021333:" in begun
