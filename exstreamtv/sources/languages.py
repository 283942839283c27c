"""One code a language: files say `ger`, `deu` or `de`, and authors should have to say but one."""

from __future__ import annotations

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


def language(code: str | None) -> str:
    """The two-letter code where there is one, in lower case; empty for undetermined."""
    lower = (code or "").lower()
    return "" if lower == "und" else _SHORT.get(lower, lower)
