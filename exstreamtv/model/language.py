"""One code a language: files say `ger`, `deu` or `de`, and authors should have to say but one."""

from __future__ import annotations

import re

_PAIRS = """
afr af  alb sq  sqi sq  amh am  ara ar  arm hy  hye hy  aze az  baq eu  eus eu  bel be  ben bn
bos bs  bul bg  bur my  mya my  cat ca  chi zh  zho zh  hrv hr  cze cs  ces cs  dan da  dut nl
nld nl  eng en  epo eo  est et  fao fo  fin fi  fre fr  fra fr  geo ka  kat ka  ger de  deu de
gle ga  glg gl  gre el  ell el  guj gu  hau ha  heb he  hin hi  hun hu  ice is  isl is  ind id
ita it  jpn ja  jav jv  kan kn  kaz kk  khm km  kor ko  kur ku  lao lo  lat la  lav lv  lit lt
ltz lb  mac mk  mkd mk  mal ml  mar mr  may ms  msa ms  mlt mt  mon mn  nep ne  nob nb  nno nn
nor no  oci oc  pan pa  per fa  fas fa  pol pl  por pt  pus ps  rum ro  ron ro  rus ru  san sa
sin si  slo sk  slk sk  slv sl  som so  spa es  srp sr  swa sw  swe sv  tam ta  tel te  tgl tl
tha th  tib bo  bod bo  tur tr  ukr uk  urd ur  uzb uz  vie vi  wel cy  cym cy  wol wo  xho xh
yid yi  yor yo  zul zu
"""
"""ISO 639-2 (bibliographic and terminological) to ISO 639-1, for the languages that media have."""

_WORDS = _PAIRS.split()
_SHORT = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))

_CODE = re.compile(r"([A-Za-z]{2,3})(-[A-Za-z0-9]{2,4})*")

_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
"""All of ISO 639-1."""

_ISO_639_1 = frozenset(_TWO_LETTERS.split())


def language(code: str | None) -> str:
    """The two-letter code where there is one, in lower case; empty for undetermined."""
    lower = (code or "").lower()
    return "" if lower == "und" else _SHORT.get(lower, lower)


def speaks(code: str, wanted: str) -> bool:
    """Is what is marked with ``code`` in the language ``wanted``? ``pt`` takes ``pt-br`` too."""
    wanted, code = language(wanted), language(code)
    return code == wanted or code.partition("-")[0] == wanted


def is_language(code: str) -> bool:
    """Can this be a language? Of three letters any (ISO 639-2 and -3), of two those of ISO 639-1.

    ``und`` is what nobody has said; after a hyphen a region or a script may follow.
    """
    match = _CODE.fullmatch(code)
    return match is not None and (len(match[1]) > 2 or match[1].lower() in _ISO_639_1)
