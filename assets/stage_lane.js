// One take: its badge, its clip or the wait for it or its failure, its waveform and what is known of it.
(() => {
  "use strict";
  const S = window.splitscreen;
  const { el, text, show, set } = S;
  const ENDED = ["done", "failed"];
  const MOVES = { key: "move_key", prompt: "move_prompt", wait: "move_wait", report: "move_report" };

  S.Lane = class {
    constructor(stage, take) {
      this.stage = stage;
      this.id = take.id;
      this.letter = take.letter;
      this.played = this.heard = this.replays = 0;
      this.audio = this.loaded = false; // loaded: its first picture has come
      this.gain = 1;
      this.video = this.wires = this.frame = this.wanted = this.broken = this.error = this.url = this.preview = null;
      this.alone = false; // it plays by itself, from where its preview was, until the clock takes it
      this.build(stage.t);
      this.patch(take, stage.view);
    }

    build(t) {
      const letter = this.letter;
      this.badge = el("span.stage-letter", { "aria-hidden": "true" }, letter);
      this.name = el("span.stage-name");
      this.model = el("span.stage-model");
      this.hearIcon = S.icon("silent");
      this.hearLabel = el("span");
      this.hear = S.button("stage-hear", t("hear", { letter }), () => this.stage.listen(this), this.hearIcon, this.hearLabel);
      this.mute = el("span.stage-quiet", {}, S.icon("silent"), t("no_sound"));
      this.choice = el("span.stage-choice", { hidden: true }, S.icon("check"), t("your_choice"));
      this.last = el("span.stage-last", { hidden: true }, t("last_frame"));
      this.screen = el("div.stage-screen", { onclick: () => this.stage.listen(this) }, this.last, this.choice);
      this.buildWait(t);
      this.buildFailure(t);
      this.buildWave();
      this.facts = el("ul.stage-facts");
      this.best = S.button("stage-best", t("best", { letter }), () => this.stage.vote("best", this), t("best", { letter }));
      const onward = (task) => S.button("stage-onward", t(`${task}_this`, { letter }), () => this.stage.reuse(this.id, task), t(task));
      this.reuses = el("span.stage-onwards", {}, onward("extend"), onward("video_to_video"));
      this.original = el("a.stage-onward", { download: "", title: t("download_this", { letter }), "aria-label": t("download_this", { letter }) }, t("download"));
      this.onward = el("span.stage-onwards", { hidden: true }, this.reuses, this.original);
      this.root = el(
        "section.stage-lane", { "data-letter": letter, "data-take": this.id, role: "group" },
        el("header.stage-lane-head", {}, this.badge, el("span.stage-names", {}, this.name, this.model), this.hear, this.mute),
        this.screen, this.wave, el("footer.stage-foot", {}, this.facts, this.onward, this.best),
      );
    }

    buildWait(t) {
      this.waitState = el("p.stage-wait-state");
      this.waitTime = el("p.stage-wait-time");
      this.bar = el("i");
      this.meter = el("div.stage-meter", { role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, this.bar);
      this.stop = S.button("stage-stop", t("stop_one", { letter: this.letter }), (event) => {
        event.stopPropagation();
        this.stage.cancel(this.id);
      }, t("stop"));
      const ghost = el("span.stage-ghost", { "aria-hidden": "true" }, this.letter);
      this.wait = el("div.stage-wait", {}, ghost, this.waitState, this.meter, this.waitTime, this.stop);
      this.screen.append(this.wait);
    }

    buildFailure(t) {
      this.failWhat = el("p.stage-fail-what");
      this.failMove = el("p.stage-fail-move");
      this.again = S.button("stage-again", t("reload"), () => this.reload(), t("reload"));
      this.retry = el("button.stage-again", { type: "button", onclick: () => this.stage.retry(this.take.id) });
      this.fail = el("div.stage-fail", { hidden: true, role: "alert" }, S.icon("warn"), this.failWhat, this.failMove, this.again, this.retry);
      this.screen.append(this.fail);
    }

    buildWave() {
      this.canvases = [el("canvas.stage-wave-rest"), el("canvas.stage-wave-past")];
      this.silence = el("div.stage-silence", {}, el("span", {}, this.stage.t("no_sound")));
      this.wave = el("div.stage-wave", { "aria-hidden": "true" }, ...this.canvases, this.silence, el("i.stage-head-line"));
      this.seams = el("div.stage-seams");
      this.wave.append(this.seams);
      this.stage.scrubs(this.wave, (event) => {
        const box = this.wave.getBoundingClientRect();
        return (S.clamp(event.clientX - box.left, 0, box.width) / box.width) * this.stage.clock.duration;
      });
    }

    patch(take, view) {
      const clipChanged = JSON.stringify(this.take?.clip) !== JSON.stringify(take.clip);
      this.take = take;
      this.syncedAt = Date.now();
      this.setPreview(take.preview);
      if (clipChanged) this.setClip(take.clip);
      text(this.name, take.name ?? (view.blind ? this.stage.t("take", { letter: this.letter }) : ""));
      text(this.model, take.model && take.model !== take.name ? take.model : "");
      set(this.root, "data-state", take.state);
      set(this.root, "aria-label", [this.stage.t("take", { letter: this.letter }), take.name].filter(Boolean).join(": "));
      this.patchFacts(take);
      this.patchSeams(take);
      this.refresh();
    }

    // A preview that is over stays until the clip takes its place.
    setPreview(address) {
      if (!address && ["running", "done"].includes(this.take.state)) return;
      if (address && address.picture === this.preview?.address.picture) return;
      this.endPreview();
      if (!address) return;
      this.preview = new S.Preview(address, () => {
        const { width, height } = this.preview?.shape ?? {};
        if (width) this.screen.style.setProperty("--ratio", `${width} / ${height}`);
        this.stage.sound.apply();
        this.stage.reshape();
      });
      this.screen.prepend(this.preview.root);
    }

    endPreview() {
      this.preview?.close();
      this.preview = null;
      this.refreshSound();
    }

    setClip(clip) {
      if (!clip) return this.unload();
      this.fps = clip.fps || 30;
      this.gain = 10 ** ((clip.gain_db || 0) / 20);
      if (clip.url !== this.url) this.load(clip);
      this.audio = clip.audio;
      if (this.wires) this.wires.match.gain.value = this.gain;
      this.stage.reshape();
    }

    load(clip) {
      this.unload();
      this.url = clip.url;
      this.screen.style.setProperty("--ratio", `${clip.width || 16} / ${clip.height || 9}`);
      if (new URL(clip.url, document.baseURI).origin !== location.origin) return this.break("origin");
      const video = el("video.stage-video", {
        playsinline: true, preload: "auto", disablepictureinpicture: true, disableremoteplayback: true, tabindex: -1,
        "aria-hidden": "true",
      });
      video.muted = true; // until the first gesture wires it to the sound
      video.addEventListener("seeked", () => this.flush());
      video.addEventListener("error", () => this.break(video.error?.code === 2 ? "network" : "decode"));
      video.addEventListener("loadedmetadata", () => this.stage.reshape());
      video.addEventListener("loadeddata", () => {
        this.loaded = true;
        this.stage.noticeShown();
        this.takeOver();
        this.refresh();
      });
      if (clip.poster) video.poster = clip.poster;
      this.video = video;
      this.screen.prepend(video);
      video.src = clip.url;
      this.watchFrames(video);
      this.stage.sound.attach(this);
    }

    watchFrames(video) {
      if (!video.requestVideoFrameCallback) return;
      const seen = (now, meta) => {
        if (video !== this.video) return;
        this.frame = { media: meta.mediaTime, shown: meta.expectedDisplayTime };
        video.requestVideoFrameCallback(seen);
      };
      video.requestVideoFrameCallback(seen);
    }

    // The clip goes on where its preview is, as loud as that; it appears when it is there.
    takeOver() {
      const { preview, video } = this;
      if (!preview) return;
      if (preview.at === null || preview.film.ended || this.stage.clock.started) return this.endPreview();
      this.alone = true;
      this.stage.sound.apply();
      video.addEventListener("seeked", () => {
        this.endPreview();
        if (this.alone) video.play().catch(() => this.join());
        this.stage.refresh();
      }, { once: true });
      video.addEventListener("ended", () => {
        if (this.alone) this.seek(Math.min(this.stage.clock.at, this.end));
        this.stage.refresh();
      }, { once: true });
      video.currentTime = Math.min(preview.at, this.end);
    }

    // Heard or not while it plays without the clock.
    listen(on, volume) {
      this.preview?.listen(on, volume);
      if (this.alone) this.video.muted = !on;
    }

    // What is watched before the clock has it counts as well.
    countAlone(passed) {
      const playing = this.preview?.film ?? (this.alone ? this.video : null);
      if (!playing || playing.paused) return;
      this.played += passed;
      if (!playing.muted) this.heard += passed;
    }

    join() {
      if (!this.alone) return;
      this.alone = false;
      this.video.pause();
      this.video.muted = !this.wires;
    }

    drop() {
      this.endPreview();
      this.unload();
    }

    unload() {
      this.stage.sound.detach(this);
      if (this.video) {
        this.video.pause();
        this.video.removeAttribute("src");
        this.video.load();
        this.video.remove();
      }
      this.video = this.url = this.frame = this.wanted = this.broken = null;
      this.audio = this.loaded = this.alone = false;
    }

    break(why) {
      if (!this.url) return;
      this.broken = why;
      this.endPreview();
      this.refresh();
      this.stage.refresh();
    }

    reload() {
      const clip = this.take.clip;
      this.drop();
      this.setClip(clip);
      this.refresh();
    }

    // For the clock.
    get usable() { return !!this.video && !this.broken; }
    get loud() { return (this.usable && this.audio) || !!this.preview?.loud; } // something of it can be heard
    get shape() { return this.take.clip ?? this.preview?.shape; }
    get seconds() {
      return Number.isFinite(this.video?.duration) ? this.video.duration : this.take.clip?.seconds || 0;
    }
    get end() { return Math.max(0, this.seconds - 0.5 / this.fps); }
    get settled() { return this.wanted === null && this.video.readyState >= 1 && !this.video.seeking; }

    seek(seconds) {
      this.join();
      this.wanted = seconds;
      if (!this.video.seeking) this.flush();
    }

    flush() {
      if (this.wanted === null || !this.video) return;
      const wanted = this.wanted;
      this.wanted = null;
      if (Math.abs(this.video.currentTime - wanted) > 0.001) this.video.currentTime = wanted;
    }

    // Some phones load nothing before a gesture: play and hold at once, inside it.
    prime() {
      const video = this.video;
      video.play().then(() => this.stage.clock.running || video.pause()).catch(() => {});
    }

    refresh() {
      const { take } = this;
      const failed = take.state === "failed" || this.broken;
      show(this.wait, !failed && !this.loaded);
      set(this.root, "data-seeing", !failed && !!this.preview?.seen);
      show(this.fail, failed);
      show(this.stop, !ENDED.includes(take.state));
      show(this.onward, this.usable && take.original); // no blind round has it
      show(this.reuses, this.stage.reuses);
      set(this.original, "href", take.original);
      if (failed) this.refreshFailure();
      else this.refreshWait();
      this.refreshSound();
    }

    refreshFailure() {
      const { t } = this.stage;
      const failure = this.take.failure;
      text(this.failWhat, this.broken ? t(`media_${this.broken}`) : failure?.message || t("failed"));
      const move = !this.broken && MOVES[failure?.move];
      text(this.failMove, move ? t(move) : "");
      set(this.fail, "data-move", failure?.move);
      show(this.again, this.broken);
      show(this.retry, !this.broken && failure?.again);
      if (failure?.again) text(this.retry, t(failure.again === "paid" ? "retry_paid" : "retry_free"));
    }

    refreshWait() {
      const { t } = this.stage;
      const { state, place, fraction } = this.take;
      const known = typeof fraction === "number" && state === "running";
      const percent = known ? Math.round(fraction * 100) : null;
      let label = t(state);
      if (state === "queued" && place) label = t("queued_place", { place });
      else if (known) label = t("running_percent", { percent });
      else if (state === "done") label = this.video ? t("buffering") : this.stage.view.finished ? t("no_clip") : t("done_hidden");
      text(this.waitState, label);
      set(this.meter, "aria-valuenow", percent);
      set(this.meter, "data-known", known);
      this.bar.style.width = known ? `${percent}%` : "";
      show(this.meter, state !== "done");
      this.tickElapsed();
    }

    tickElapsed() {
      const { state, elapsed_s: elapsed, started_at: started } = this.take;
      const live = !ENDED.includes(state);
      let seconds = null;
      if (typeof elapsed === "number") seconds = elapsed + (live ? (Date.now() - this.syncedAt) / 1000 : 0);
      else if (started && live) seconds = Date.now() / 1000 - started;
      text(this.waitTime, live && seconds !== null ? this.stage.t("elapsed", { seconds: Math.max(0, Math.floor(seconds)) }) : "");
    }

    refreshSound() {
      const { t, sound } = this.stage;
      const heard = sound.lane === this && (this.preview ? this.preview.heard : this.audio && !(this.alone && this.video.muted));
      show(this.hear, this.loud);
      show(this.mute, this.usable && !this.audio);
      set(this.root, "data-heard", heard);
      set(this.hear, "aria-pressed", heard ? "true" : "false");
      S.setIcon(this.hearIcon, heard && !sound.muted ? "sound" : "silent");
      text(this.hearLabel, heard ? (sound.muted ? t("muted") : t("heard")) : t("listen"));
      show(this.last, this.usable && this.stage.clock.started && this.video.currentTime >= this.end - 0.02 && this.seconds < this.stage.clock.duration - 0.05);
      show(this.wave, this.usable || this.preview?.seen); // its place is kept, so that nothing jumps when the clip comes
      show(this.silence, this.usable && !this.audio);
    }

    patchFacts(take) {
      const { t } = this.stage;
      const rows = take.notes.map((note) => {
        const field = t.has(`field_${note.field}`) ? t(`field_${note.field}`) : note.field;
        const kind = !note.given ? "note_dropped" : note.asked ? "note" : "note_given";
        return ["note", t(kind, { field, asked: note.asked, given: note.given })];
      });
      if (take.mark) rows.push(["mark", t("mark")]);
      for (const seam of take.seams ?? []) rows.push(["seam", jump(t, seam)]);
      if (take.understood.length) rows.push(["understood", `${t("understood")}: ${take.understood.join(", ")}`]);
      if (take.ignored.length) rows.push(["ignored", `${t("ignored")}: ${take.ignored.join(", ")}`]);
      const [cost, guess] = [take.cost_usd, take.estimate_usd];
      if (cost && guess) rows.push(["cost", t("cost_of_estimate", { usd: money(t, cost), estimate: money(t, guess) })]);
      else if (typeof cost === "number") rows.push(["cost", cost ? t("cost", { usd: money(t, cost) }) : t("free")]);
      else if (typeof guess === "number") rows.push(["cost", guess ? t("estimate", { usd: money(t, guess) }) : t("free")]);
      else if (take.model && !take.failure) rows.push(["cost", t("cost_unknown")]);
      const key = JSON.stringify(rows);
      if (key === this.factsKey) return;
      this.factsKey = key;
      this.facts.replaceChildren(...rows.map(([kind, line]) => el(`li.stage-fact-${kind}`, {}, line)));
      show(this.facts, rows.length);
    }

    // Where pieces were joined: a mark on the wave to point at, and the same in words among the facts.
    patchSeams(take) {
      const key = JSON.stringify(take.seams ?? []);
      if (key === this.seamsKey) return;
      this.seamsKey = key;
      const { t } = this.stage;
      this.seams.replaceChildren(...(take.seams ?? []).map((seam) => {
        const mark = el("i.stage-seam", { title: jump(t, seam) });
        mark.at = seam.at;
        return mark;
      }));
      this.placeSeams();
    }

    placeSeams() {
      const whole = this.stage.clock.duration || this.seconds || 1;
      for (const mark of this.seams.children) mark.style.left = `${(100 * mark.at) / whole}%`;
    }

    // Bars from peaks on the common timeline, so that a shorter clip is a shorter wave.
    draw() {
      const box = this.wave.getBoundingClientRect();
      if (!box.width || !this.video) return;
      this.placeSeams();
      const scale = Math.min(2, window.devicePixelRatio || 1);
      const style = getComputedStyle(this.root);
      const colours = [style.getPropertyValue("--stage-wave"), style.getPropertyValue("--lane")];
      const share = this.stage.clock.duration ? this.seconds / this.stage.clock.duration : 1;
      this.canvases.forEach((canvas, index) => {
        canvas.width = Math.round(box.width * scale);
        canvas.height = Math.round(box.height * scale);
        const context = canvas.getContext("2d");
        context.scale(scale, scale);
        context.fillStyle = colours[index];
        bars(context, this.audio ? this.take.clip?.peaks || [] : [], box.width * share, box.height);
      });
    }
  };

  const jump = (t, seam) => {
    const told = (value, signed) => (typeof value === "number" ? value.toLocaleString(t.language, { maximumFractionDigits: 1, signDisplay: signed ? "exceptZero" : "auto" }) : "–");
    return t("seam", { at: told(seam.at), brightness: told(seam.brightness), motion: told(seam.motion), loudness: told(seam.loudness_db, true) });
  };

  const money = (t, usd) => usd.toLocaleString(t.language, { minimumFractionDigits: 2, maximumFractionDigits: 3 });

  const bars = (context, peaks, width, height) => {
    const count = Math.max(1, Math.floor(width / 3));
    for (let i = 0; i < count; i++) {
      const from = Math.floor((i * peaks.length) / count);
      const to = Math.max(from + 1, Math.floor(((i + 1) * peaks.length) / count));
      const peak = Math.max(0, ...peaks.slice(from, to));
      const tall = Math.max(1.5, Math.sqrt(S.clamp(peak, 0, 1)) * (height - 6));
      context.beginPath();
      context.roundRect ? context.roundRect(i * 3, (height - tall) / 2, 2, tall, 1) : context.rect(i * 3, (height - tall) / 2, 2, tall);
      context.fill();
    }
  };
})();
