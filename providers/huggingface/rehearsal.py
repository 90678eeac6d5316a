"""What the hub and the router say, in the shapes that huggingface_hub 2.4.0 parses, for each vendor behind it."""

from __future__ import annotations

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.provider import Scene
from providers.kit.terms import Json, Reply

FAL = "huggingface/fal-ai/tencent/HunyuanVideo"
REPLICATE = "huggingface/replicate/genmo/mochi-1-preview"
TOGETHER = "huggingface/together/Wan-AI/Wan2.2-T2V-A14B"
NOVITA = "huggingface/novita/Wan-AI/Wan2.1-T2V-14B"
WAVESPEED = "huggingface/wavespeed/Wan-AI/Wan2.2-TI2V-5B"


def runs(vendor: str, there: str, task: str = "text-to-video") -> Json:
    """What the hub tells of a repository that one vendor runs."""
    entry = {"status": "live", "providerId": there, "task": task}
    return {"_id": "1", "id": "maker/model", "inferenceProviderMapping": {vendor: entry}}


IN_FAL = runs("fal-ai", "fal-ai/hunyuan-video")
IN_REPLICATE = runs("replicate", "genmoai/mochi-1:abc")
IN_TOGETHER = runs("together", "Wan-AI/Wan2.2-T2V-A14B")
IN_NOVITA = runs("novita", "wan-t2v")
IN_WAVESPEED = runs("wavespeed", "wavespeed-ai/wan-2.2/t2v-5b")
CLIP = "https://cdn.vendor.example/out.mp4"

FAL_JOB = "https://queue.fal.run/fal-ai/hunyuan-video/requests/764cabcf"
QUEUED = {"status": "IN_QUEUE", "request_id": "764cabcf", "response_url": FAL_JOB, "queue_position": 1}
COMPLETED = {"status": "COMPLETED", "request_id": "764cabcf", "response_url": FAL_JOB}
FLAGGED = {"detail": [{"loc": ["body", "prompt"], "msg": "Flagged.", "type": "content_policy_violation"}]}
PREDICTION = {"id": "gm3q", "status": "processing", "output": None, "error": None}
VIDEO = {"id": "v1", "object": "video", "status": "queued", "model": "Wan-AI/Wan2.2-T2V-A14B"}
WAVE_AT = "https://api.wavespeed.ai/api/v3/predictions/w1/result"


def wave(status: str, **more: Json) -> Json:
    """A task of WaveSpeed's."""
    return {"code": 200, "message": "success", "data": {"id": "w1", "status": status, "urls": {"get": WAVE_AT}} | more}


SCENES = {
    "clip": Scene.of(IN_FAL, QUEUED, QUEUED, QUEUED | {"status": "IN_PROGRESS"}, COMPLETED, {"video": {"url": CLIP}}),
    "clip by Replicate, at once": Scene.of(IN_REPLICATE, PREDICTION | {"output": [CLIP]}, model=REPLICATE),
    "clip by Replicate, later": Scene.of(
        IN_REPLICATE, PREDICTION, PREDICTION, PREDICTION | {"status": "succeeded", "output": CLIP}, model=REPLICATE
    ),
    "clip by Together": Scene.of(
        IN_TOGETHER, VIDEO, VIDEO | {"status": "in_progress"},
        VIDEO | {"status": "completed", "outputs": {"video_url": CLIP, "cost": 0.3}}, model=TOGETHER,
    ),
    "clip by Novita": Scene.of(IN_NOVITA, {"video": {"video_url": CLIP, "video_type": "mp4"}}, model=NOVITA),
    "clip by WaveSpeed": Scene.of(
        IN_WAVESPEED, wave("created"), wave("processing"), wave("completed", outputs=[CLIP]), model=WAVESPEED
    ),
    "a repository that nobody runs": Scene.of({"id": "maker/model"}, ends=Rejected),
    "a repository that another vendor runs": Scene.of(IN_NOVITA, ends=Rejected),
    "a repository for another task": Scene.of(runs("fal-ai", "fal-ai/x", "text-to-image"), ends=Rejected),
    "a repository that is not there": Scene.of(Reply.of({"error": "Repository not found"}, 404), ends=Rejected),
    "refused by fal": Scene.of(IN_FAL, QUEUED, COMPLETED, Reply.of(FLAGGED, 422), ends=Refused),
    "refused by fal in the status": Scene.of(
        IN_FAL, QUEUED, COMPLETED | {"error": "content_policy_violation"}, ends=Refused
    ),
    "refused by Replicate": Scene.of(
        IN_REPLICATE, PREDICTION | {"status": "failed", "error": "flagged as sensitive (E005)"},
        model=REPLICATE, ends=Refused,
    ),
    "failed at Together": Scene.of(
        IN_TOGETHER, VIDEO, VIDEO | {"status": "failed", "error": {"message": "Worker lost"}},
        model=TOGETHER, ends=Failed,
    ),
    "failed at WaveSpeed": Scene.of(
        IN_WAVESPEED, wave("created"), wave("failed", error="out of memory"), model=WAVESPEED, ends=Failed
    ),
    "a reply without a clip": Scene.of(IN_NOVITA, {"task": {"status": "?"}}, model=NOVITA, ends=BadReply),
    "a token it does not know": Scene.of(IN_FAL, Reply.of({"error": "Invalid credentials"}, 401), ends=KeyRejected),
    "no credits left": Scene.of(IN_FAL, Reply.of({"error": "You have exceeded your credits"}, 402), ends=KeyRejected),
    "too many at once": Scene.of(IN_FAL, Reply.of({"error": "Too many requests"}, 429), ends=Unavailable),
    "a state nobody knows": Scene.of(IN_FAL, QUEUED, QUEUED | {"status": "DREAMING"}, ends=BadReply),
}  # fmt: skip
