// The side-by-side player. splitscreen.mount() ties a stage to a gr.HTML element; a new view patches what differs and
// never touches a playing clip.
(() => {
  "use strict";
  const S = window.splitscreen;
  const { el, text, show, set } = S;

  S.Stage = class {
    constructor(element, emit, words, reuses, asks) {
      this.element = element;
      this.emit = emit;
      this.t = S.speaker(words);
      this.reuses = reuses;
      this.asks = asks;
      this.lanes = [];
      this.view = null;
      this.sound = new S.Sound(() => this.lanes);
      this.clock = new S.Clock(() => this.lanes, this.sound, () => this.refresh());
      this.build();
      this.observe();
      S.stages.push(this);
      this.loop = this.loop.bind(this);
      requestAnimationFrame(this.loop);
    }

    build() {
      const { t } = this;
      this.prompt = el("p.stage-prompt");
      this.message = el("p.stage-message"); // is told in the live region
      this.bill = el("p.stage-bill");
      this.jointBar = el("i");
      this.joint = el("div.stage-meter.stage-joint", { role: "progressbar", "aria-label": t("progress"), "aria-valuemin": 0, "aria-valuemax": 100 }, this.jointBar);
      this.stopAll = S.button("stage-stop", t("stop_all"), () => this.cancel(null), t("stop_all"));
      this.row = el("div.stage-lanes");
      this.start = S.button("stage-start", t("press_play"), () => this.clock.play(), S.icon("play"), el("span", {}, t("press_play")), el("kbd", {}, "Space"));
      this.busy = el("p.stage-busy", { role: "status" }, t("buffering"));
      this.transport = new S.Transport(this);
      this.ballot = new S.VoteBar(this);
      this.help = new S.Help(t);
      this.live = el("p.stage-live", { "aria-live": "polite" });
      this.nothing = el("p.stage-nothing", {}, t("empty"));
      this.body = el("div.stage-body", {},
        el("header.stage-top", {}, this.prompt, this.bill, this.message, this.joint, this.stopAll),
        el("div.stage-floor", {}, this.row, this.start, this.busy),
        el("div.stage-dock", {}, this.transport.root, this.ballot.root));
      this.root = el("div.stage", { role: "region", "aria-label": t("stage"), tabindex: -1, lang: t.language }, this.nothing, this.body, this.help.root, this.live);
      this.root.addEventListener("mousedown", (event) => this.keepFocus(event));
      this.element.replaceChildren(this.root);
    }

    observe() {
      this.resized = new ResizeObserver(() => this.draw());
      this.resized.observe(this.root);
      this.themed = new MutationObserver(() => this.draw());
      this.themed.observe(document.body, { attributes: true, attributeFilter: ["class"] });
      this.hid = () => document.hidden && this.rest();
      document.addEventListener("visibilitychange", this.hid);
      this.seen = new IntersectionObserver(() => this.root.offsetParent === null && !document.fullscreenElement && this.rest());
      this.seen.observe(this.root);
      this.second = setInterval(() => this.everySecond(), 500);
    }

    close() {
      clearInterval(this.second);
      [this.resized, this.themed, this.seen].forEach((observer) => observer.disconnect());
      document.removeEventListener("visibilitychange", this.hid);
      this.clock.intent = false;
      this.lanes.forEach((lane) => lane.drop());
      this.sound.close();
      S.stages.splice(S.stages.indexOf(this), 1);
      this.closed = true;
    }

    // Nobody looks.
    rest() {
      if (this.clock.intent) this.clock.pause();
      this.sound.chosen = false;
      this.sound.apply();
    }

    // A mouse press on a button leaves Space to the clock; any press in the stage leaves the prompt field.
    keepFocus(event) {
      if (!event.target.closest("button, .stage-screen, .stage-wave") || event.target.closest("dialog, .stage-fail")) return;
      event.preventDefault();
      if (!this.root.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    }

    // Whoever has pressed a button for new clips plays them by Space, and doesn't press it again; a battle is moved to
    // where its clips can be seen beside the dock.
    arrive(view) {
      if (!this.root.offsetParent) return;
      const there = document.activeElement;
      if (there?.matches("button") && !this.root.contains(there)) this.root.focus({ preventScroll: true });
      if (view.mode === "battle" && !view.voted) this.root.scrollIntoView({ block: "start" });
    }

    // When the button under the keys goes away they stay in the stage: at the next battle, where it was of the ballot.
    keeping(work) {
      const there = this.root.contains(document.activeElement) && document.activeElement;
      const voting = there && this.ballot.root.contains(there);
      work();
      if (!there || (there.checkVisibility() && !there.disabled)) return;
      const { next } = this.ballot;
      (voting && next.checkVisibility() ? next : this.root).focus({ preventScroll: true });
    }

    loop(now) {
      if (this.closed) return;
      this.clock.tick(now);
      if (this.clock.intent || this.clock.at !== this.drawnAt) {
        this.drawnAt = this.clock.at;
        this.transport.tick();
      }
      requestAnimationFrame(this.loop);
    }

    everySecond() {
      if (!this.element.isConnected) return this.close();
      if (!this.view) return;
      this.noticeShown();
      const passed = (performance.now() - (this.lastSecond ?? performance.now())) / 1000;
      this.lastSecond = performance.now();
      for (const lane of this.lanes) {
        if (!document.hidden) lane.countAlone(passed);
        lane.tickElapsed();
        lane.refreshSound();
      }
      const drift = this.clock.drift();
      set(this.root, "data-drift-ms", drift === null ? null : drift.toFixed(1));
      this.keeping(() => this.ballot.refresh());
    }

    noticeShown() {
      const usable = this.lanes.filter((lane) => lane.usable);
      const shown = usable.length > 1 && this.view?.finished && usable.every((lane) => lane.loaded);
      if (shown && !document.hidden && this.root.offsetParent) this.shownAt ??= performance.now();
    }

    update(view) {
      this.keeping(() => this.take(view));
    }

    take(view) {
      const before = view?.id === this.view?.id ? this.view : null;
      const fresh = !view || !before;
      if (fresh) this.clear();
      this.view = view;
      show(this.nothing, !view);
      show(this.body, view);
      if (!view) return;
      this.patchLanes(view.takes);
      if (!this.sound.lane?.loud) this.sound.pick(this.firstHeard(view));
      text(this.prompt, view.prompt);
      show(this.prompt, view.prompt);
      text(this.bill, view.bill);
      show(this.bill, view.bill);
      if (view.voted || view.message) this.sending = false;
      this.reshape();
      if (fresh) this.arrive(view);
      this.tell(view, before);
    }

    // What a change means, for whoever doesn't see it.
    tell(view, before) {
      const { t } = this;
      if (view.votable && !before?.finished) this.say(t("ready"), view.prompt, view.message);
      else if (view.voted && before && !before.voted) this.say(...this.ballot.told(view), view.message);
      else if (view.message && view.message !== before?.message) this.say(view.message);
    }

    clear() {
      this.clock.intent = false;
      this.clock.halt();
      this.lanes.forEach((lane) => lane.drop());
      this.lanes = [];
      this.row.replaceChildren();
      Object.assign(this.clock, { at: 0, started: false });
      this.sound.lane = this.shownAt = null;
      this.sound.chosen = false;
      this.sending = false;
    }

    patchLanes(takes) {
      const known = new Map(this.lanes.map((lane) => [lane.id, lane]));
      takes.forEach((take) => {
        const lane = known.get(take.id);
        const before = lane?.take.state;
        if (lane) lane.patch(take, this.view);
        else this.addLane(take);
        if (before && before !== take.state && ["done", "failed"].includes(take.state)) this.say(`${this.t("take", { letter: take.letter })}: ${this.t(take.state)}`);
      });
      const wanted = new Set(takes.map((take) => take.id));
      for (const lane of this.lanes.filter((one) => !wanted.has(one.id))) {
        lane.drop();
        lane.root.remove();
      }
      this.lanes = this.lanes.filter((lane) => wanted.has(lane.id));
      set(this.root, "data-count", this.lanes.length);
    }

    addLane(take) {
      const lane = new S.Lane(this, take);
      this.lanes.push(lane);
      this.row.append(lane.root);
    }

    // Blind, the side heard first is drawn by the round, or A would always have the first word.
    firstHeard(view) {
      const loud = this.lanes.filter((lane) => lane.audio);
      if (!loud.length) return null;
      const sum = view.mode === "open" ? 0 : [...String(view.id)].reduce((total, sign) => total + sign.charCodeAt(0), 0);
      return loud[sum % loud.length];
    }

    reshape() {
      const { width = 16, height = 9 } = this.lanes.find((one) => one.shape)?.shape ?? {};
      set(this.root, "data-shape", width / height > 1.15 ? "wide" : width / height < 0.87 ? "tall" : "square");
      this.row.style.setProperty("--ratio", `${width} / ${height}`);
      const one = this.lanes.length < 3 && width / height > 0.87; // on a phone: one column, or two
      set(this.body, "data-rows", one ? "one" : "two");
      if (this.view) this.refresh();
      this.draw();
    }

    draw() {
      this.lanes.forEach((lane) => lane.draw());
    }

    refresh() {
      if (this.view) this.keeping(() => this.redraw());
    }

    redraw() {
      const { view, clock } = this;
      const usable = clock.lanes().length;
      text(this.message, view.message);
      show(this.message, view.message);
      const known = typeof view.progress === "number" && !view.finished;
      show(this.joint, known);
      if (known) {
        this.jointBar.style.width = `${Math.round(view.progress * 100)}%`;
        set(this.joint, "aria-valuenow", Math.round(view.progress * 100));
        set(this.joint, "data-known", true);
      }
      show(this.stopAll, !view.finished && this.lanes.length > 1);
      show(this.start, usable && !clock.started && view.finished && !this.lanes.some((lane) => lane.alone));
      show(this.busy, clock.waiting);
      set(this.root, "data-mode", view.mode);
      set(this.root, "data-blind", !!view.blind);
      set(this.root, "data-round", view.round);
      set(this.root, "data-state", clock.running ? "running" : clock.intent ? "waiting" : "paused");
      this.lanes.forEach((lane) => lane.refresh());
      this.transport.refresh();
      this.ballot.refresh();
    }

    say(...lines) {
      text(this.live, lines.filter(Boolean).join(" "));
    }

    listen(lane) {
      if (!lane?.loud) return;
      this.sound.muted = false;
      this.sound.chosen = true;
      this.sound.pick(lane);
      this.say(`${this.t("take", { letter: lane.letter })}: ${this.t("heard")}`);
      this.refresh();
    }

    listenNext() {
      const loud = this.lanes.filter((lane) => lane.loud);
      if (loud.length) this.listen(loud[(loud.indexOf(this.sound.lane) + 1) % loud.length]);
    }

    toggleMute() {
      this.sound.setMuted(!this.sound.muted);
      this.refresh();
    }

    toggleLoop() {
      this.clock.loop = !this.clock.loop;
      this.refresh();
    }

    fullscreen() {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.root.requestFullscreen?.().catch(() => {});
    }

    scrubs(node, secondsAt) {
      node.addEventListener("pointerdown", (event) => {
        node.setPointerCapture(event.pointerId);
        this.scrub(secondsAt(event));
      });
      node.addEventListener("pointermove", (event) => node.hasPointerCapture(event.pointerId) && this.scrub(secondsAt(event)));
      node.addEventListener("pointerup", () => this.endScrub());
      node.addEventListener("pointercancel", () => this.endScrub());
    }

    // While dragging the clock is held; it goes on where the finger leaves.
    scrub(seconds) {
      this.resume ??= this.clock.intent;
      this.clock.intent = false;
      this.clock.seek(seconds);
    }

    endScrub() {
      if (this.resume) this.clock.play();
      this.resume = null;
    }

    cancel(take) {
      this.emit("cancel", { id: this.view.id, take });
    }

    retry(take) {
      this.emit("retry", { id: this.view.id, take });
    }

    reuse(take, task) {
      this.emit("reuse", { id: this.view.id, take, task });
    }

    emitNext() {
      if (this.view.mode === "battle" && this.view.voted) this.emit("next", { id: this.view.id });
    }

    voteFor(index) {
      const lane = this.lanes[index];
      if (!lane) return;
      if (this.lanes.length === 2) this.vote(index ? "right" : "left");
      else if (lane.usable) this.vote("best", lane);
    }

    vote(outcome, lane = null) {
      this.ballot.choose(outcome, lane);
    }

    // An answer leaves with all that was measured.
    send(answer) {
      this.sending = true;
      setTimeout(() => {
        this.sending = false;
        this.refresh();
      }, 8000);
      const round = (seconds) => Math.round(seconds * 1000) / 1000;
      const each = (measure) => Object.fromEntries(this.lanes.map((one) => [one.id, round(one[measure])]));
      this.emit("vote", {
        id: this.view.id, slip: this.view.slip ?? "", best: null, ...answer,
        played: each("played"), heard: each("heard"), replays: each("replays"),
        decided_after_s: this.shownAt ? round((performance.now() - this.shownAt) / 1000) : null,
      });
      this.refresh();
    }
  };

  // One stage an element; its value is JSON of a view, or nothing.
  S.mount = (element, emit, props, watch) => {
    S.stages.filter((stage) => stage.element === element).forEach((stage) => stage.close());
    document.querySelectorAll("style[data-stage]").forEach((style, index) => index && style.remove());
    const stage = new S.Stage(element, emit, props.words, props.reuses, props.asks);
    const read = () => stage.update(props.value ? JSON.parse(props.value) : null);
    watch("value", read);
    read();
  };
})();
