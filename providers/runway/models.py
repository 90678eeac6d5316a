"""What Runway sells here, model by model: fields and choices as in runwayml 5.24.0, `types/*_create_params.py`.

Lengths that the SDK does not name are those that others name: https://docs.dev.runwayml.com as quoted by them. Where
nobody does, they are kept to what every model of the kind makes; all are untested against the live vendor.
"""

from __future__ import annotations

import math
from dataclasses import replace

from providers.kit.terms import Span
from providers.runway.ways import Route, Way, route

CAUTIOUS = Span(low=5, high=10, whole=True)
"""For models of which no lengths are known."""
UNCOUNTED = 3
"""Pictures given as references where no limit is named."""


def _px(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _span(low: float, high: float) -> Span:
    return Span(low=low, high=high, whole=True)


WIDE_OR_HIGH = _px("1280:720 720:1280")
GEN4 = _px("1280:720 720:1280 1104:832 960:960 832:1104 1584:672")
VEO = _px("1280:720 720:1280 1080:1920 1920:1080")
KLING_25 = _px("1920:1080 1440:1440 1080:1920 1280:720 720:720 720:1280")
KLING_3 = {
    "standard": _px("1280:720 720:1280 960:960"),
    "pro": _px("1920:1080 1080:1920 1440:1440"),
    "4k": _px("3840:2160 2160:3840 2880:2880"),
}
KLING_4 = _px("1280:720 720:1280 940:940 1460:624 1920:1080 1080:1920 1440:1440 2200:940")
SEEDANCE_480 = _px("992:432 864:496 752:560 640:640 560:752 496:864")
SEEDANCE_25_480 = _px("992:432 854:480 752:560 640:640 560:752 480:854")
SEEDANCE_720 = _px("1470:630 1280:720 1112:834 960:960 834:1112 720:1280")
SEEDANCE_1080 = _px("2206:946 1920:1080 1664:1248 1440:1440 1248:1664 1080:1920")
SEEDANCE_4K = _px("3840:1646 3840:2160 3840:2880 3840:3840 2880:3840 2160:3840")
WAN = _px(
    "832:480 720:544 624:624 544:720 480:832 1280:720 1104:832 960:960 832:1104 720:1280 "
    "1920:1080 1648:1248 1440:1440 1248:1648 1080:1920"
)
HAPPYHORSE = _px("1280:720 720:1280 960:960 1108:832 832:1108 1920:1080 1080:1920 1440:1440 1662:1248 1248:1662")
OMNI = _px("640:360 360:640 1280:720 720:1280 1920:1080 1080:1920 3840:2160 2160:3840")
GROK_LITE = _px(
    "848:480 480:848 480:480 640:480 480:640 720:480 480:720 1280:720 720:1280 720:720 960:720 720:960 1088:720 "
    "720:1088 1904:1072 1072:1904 1424:1424 1648:1232 1232:1648 1744:1152 1152:1744"
)
HAILUO = _px("21:9 16:9 4:3 1:1 3:4 9:16")
GROK = _px("1:1 16:9 9:16 4:3 3:4 3:2 2:3")
AUTO = _px("auto_480p auto_720p auto_1080p")
AUTO_HD = _px("auto_720p auto_1080p")
LINES = ("480p", "720p", "1080p")

TEXT = Way(path="text_to_video")
PICTURE = Way(path="image_to_video", last_image=True)
VIDEO = Way(path="video_to_video", video="promptVideo")
INSTRUCTED = Way(path="video_to_video", video="videoUri")


def _gen4() -> list[Route]:
    """Runway's own, which make no sound."""
    text = replace(
        TEXT, seconds=_span(2, 10), default_seconds=5, ratios=WIDE_OR_HIGH, ratio_needed=True, audio="never", seed=True
    )
    picture = replace(text, path=PICTURE.path, ratios=GEN4)
    return [
        route("gen4.5", "Runway Gen-4.5", text=text, picture=picture),
        route("gen4_turbo", "Runway Gen-4 Turbo", picture=replace(picture, seconds=(5, 10), default_seconds=None)),
        route("aleph2", "Runway Aleph 2", video=replace(INSTRUCTED, audio="never", seed=True)),
    ]


def _veo(name: str, label: str) -> Route:
    text = replace(
        TEXT, seconds=(4, 6, 8), ratios=VEO, ratio_needed=True, audio="optional", seed=True, negative_prompt=True
    )
    return route(name, label, text=text, picture=replace(text, path=PICTURE.path, last_image=True))


def _kling_3(kind: str, tier: str) -> Route:
    """3.0, and O3, which takes references and clips; no field of a clip asks for sound, length or shape."""
    text = replace(TEXT, seconds=_span(3, 15), ratios=KLING_3[tier], ratio_needed=True, audio="optional")
    picture = replace(text, path=PICTURE.path, ratio_needed=False, last_image=True)
    name, label = f"kling{kind}_{tier}", f"Kling {kind} {tier.title()} (Runway)"
    if kind == "3.0":
        return route(name, label, text=text, picture=picture)
    video = replace(VIDEO, audio="never", references=4)
    return route(name, label, text=text, picture=replace(picture, references=7), video=video)


def _kling() -> list[Route]:
    """Kling 4 takes ten pictures at most, the frames among them."""
    old, new = replace(TEXT, seconds=(5, 10), ratios=KLING_25, audio="never"), replace(TEXT, seconds=CAUTIOUS)
    return [
        route(
            "kling2.5_turbo_pro", "Kling 2.5 Turbo Pro (Runway)",
            text=old, picture=replace(PICTURE, seconds=old.seconds, audio="never"),
        ),
        *[_kling_3(kind, tier) for kind in ("3.0", "O3") for tier in KLING_3],
        route(
            "kling_4", "Kling 4 (Runway)", text=replace(new, ratios=KLING_4, references=10),
            picture=replace(PICTURE, seconds=CAUTIOUS, ratios=AUTO_HD, references=8),
            video=replace(INSTRUCTED, ratios=AUTO_HD, references=10),
        ),
    ]  # fmt: skip


def _seedance(name: str, label: str, ratios: tuple[str, ...]) -> Route:
    """A first frame and references are two modes that can't be mixed: references go with words, or with a clip."""
    text = replace(TEXT, seconds=_span(4, 15), ratios=ratios, audio="optional", seed=True, references=9)
    picture = replace(text, path=PICTURE.path, last_image=True, references=0)
    video = replace(text, path=VIDEO.path, video=VIDEO.video, ratios=())
    return route(name, label, text=text, picture=picture, video=video)


def _seedance_25() -> Route:
    """Its edit wants `duration: "auto"`; neither edit nor extension takes a shape."""
    ratios = (*SEEDANCE_25_480, *SEEDANCE_720, *SEEDANCE_1080)
    text = replace(TEXT, seconds=_span(4, 30), ratios=ratios, audio="optional", seed=True, references=30)
    picture = replace(text, path=PICTURE.path, last_image=True, references=0)
    video = replace(text, path=VIDEO.path, video=VIDEO.video, ratios=())
    edit = replace(video, seconds=(), also={"mode": "edit", "duration": "auto"})
    extend = replace(video, also={"mode": "extend"})
    return route("seedance2_5", "Seedance 2.5 (Runway)", text=text, picture=picture, video=edit, extend=extend)


def _omni() -> list[Route]:
    length = _span(3, 10)
    old = replace(TEXT, seconds=length, ratios=WIDE_OR_HIGH)
    new = replace(TEXT, seconds=length, ratios=OMNI, references=UNCOUNTED)
    edit = replace(INSTRUCTED, references=UNCOUNTED)
    return [
        route(
            "gemini_omni_flash", "Gemini Omni Flash (Runway)",
            text=old, picture=replace(old, path=PICTURE.path), video=edit,
        ),
        route(
            "gemini_omni_flash_1.1", "Gemini Omni Flash 1.1 (Runway)", text=new,
            picture=replace(new, path=PICTURE.path, last_image=True, references=0),
            video=replace(edit, also={"mode": "edit"}), extend=replace(edit, seconds=length, also={"mode": "extend"}),
        ),
    ]  # fmt: skip


def _minimax() -> list[Route]:
    """`adaptive` is the shape of the picture or clip that is given."""
    text = replace(TEXT, seconds=_span(5, 15), ratios=HAILUO, ratio_needed=True, sizes=("768p", "2k"), references=9)
    adaptive = replace(text, ratios=(), also={"ratio": "adaptive"})
    best = replace(TEXT, seconds=CAUTIOUS, sizes=("480p", "768p"), seed=True)
    return [
        route(
            "hailuo3", "Hailuo 3 (Runway)", text=text,
            picture=replace(adaptive, path=PICTURE.path, last_image=True, references=0),
            video=replace(adaptive, path=VIDEO.path, video=VIDEO.video),
        ),
        route(
            "h3_max", "MiniMax H3 Max (Runway)", text=best,
            picture=replace(best, path=PICTURE.path, last_image=True),
        ),
    ]  # fmt: skip


def _wan(name: str, label: str) -> Route:
    """A clip that starts from a picture has its shape, so `ratio` holds a size alone, and must."""
    text = replace(TEXT, seconds=CAUTIOUS, ratios=WAN, audio="optional", references=10)
    picture = replace(text, path=PICTURE.path, ratios=AUTO, ratio_needed=True, last_image=True, references=0)
    return route(name, label, text=text, picture=picture)


def _others() -> list[Route]:
    horse, grok = replace(TEXT, seconds=_span(3, 15)), replace(TEXT, seconds=_span(1, 15), sizes=LINES)
    lite = replace(TEXT, seconds=CAUTIOUS)
    return [
        route(
            "happyhorse_1_0", "HappyHorse 1.0 (Runway)", text=replace(horse, ratios=HAPPYHORSE),
            picture=replace(horse, path=PICTURE.path, sizes=("720p", "1080p")),
        ),
        route(
            "grok_imagine_1_5", "Grok Imagine 1.5 (Runway)", text=replace(grok, ratios=GROK),
            picture=replace(grok, path=PICTURE.path),
        ),
        route(
            "grok_imagine_1_5_lite", "Grok Imagine 1.5 Lite (Runway)", text=replace(lite, ratios=GROK_LITE),
            picture=replace(lite, path=PICTURE.path, ratios=AUTO),
        ),
    ]  # fmt: skip


def _sounds() -> list[Route]:
    """Sound for a silent clip: from the clip itself, or from words alone."""
    heard = Way(
        path="video_to_audio", video="videoUri", seed=True, negative_prompt=True, sounding=Span(low=0, high=math.inf)
    )
    told = Way(path="sound_effect", sounding=Span(low=0.5, high=30))
    return [
        route("mirelo-sfx", "Mirelo SFX 2.0 (Runway)", sound=heard, wire="mirelo_sfx_2_0"),
        route("sound-effect", "Eleven Text to Sound v2 (Runway)", sound=told, wire="eleven_text_to_sound_v2"),
    ]


_ALL = (
    *_gen4(),
    _veo("veo3.1", "Veo 3.1 (Runway)"),
    _veo("veo3.1_fast", "Veo 3.1 Fast (Runway)"),
    *_kling(),
    _seedance("seedance2", "Seedance 2.0 (Runway)", (*SEEDANCE_480, *SEEDANCE_720, *SEEDANCE_1080, *SEEDANCE_4K)),
    _seedance("seedance2_fast", "Seedance 2.0 Fast (Runway)", (*SEEDANCE_480, *SEEDANCE_720)),
    _seedance("seedance2_mini", "Seedance 2.0 Mini (Runway)", (*SEEDANCE_480, *SEEDANCE_720)),
    _seedance_25(),
    *_omni(),
    *_minimax(),
    _wan("wan3", "Wan 3 (Runway)"),
    _wan("wan3_prime", "Wan 3 Prime (Runway)"),
    *_others(),
    *_sounds(),
)
ROUTES = {one.model.id: one for one in _ALL}
