// The dock under the lanes: transport, timeline, sound, and the vote.
(() => {
  "use strict";
  const S = window.splitscreen;
  const { el, text, show, set } = S;

  S.Transport = class {
    constructor(stage) {
      this.stage = stage;
      const { t, clock, sound } = stage;
      this.playIcon = S.icon("play");
      this.play = S.button("stage-play", t("play"), () => clock.toggle(), this.playIcon);
      this.time = el("span");
      this.frame = el("span.stage-frame");
      this.range = el("input.stage-range", { type: "range", min: 0, max: 1000, step: 1, value: 0, "aria-label": t("timeline") });
      this.range.addEventListener("input", () => stage.scrub(this.range.value / 1000));
      this.range.addEventListener("change", () => stage.endScrub());
      this.speed = el("select.stage-speed", { "aria-label": t("speed"), title: t("speed") },
        ...S.SPEEDS.map((rate) => el("option", { value: rate }, `${rate}×`)));
      this.speed.addEventListener("change", () => {
        clock.setRate(Number(this.speed.value));
        this.speed.blur();
      });
      this.loop = S.button("stage-tool", t("loop"), () => stage.toggleLoop(), S.icon("loop"));
      this.muteIcon = S.icon("sound");
      this.mute = S.button("stage-tool", t("mute"), () => stage.toggleMute(), this.muteIcon);
      this.volume = el("input.stage-range.stage-volume", { type: "range", min: 0, max: 100, step: 1, value: 100, "aria-label": t("volume") });
      this.volume.addEventListener("input", () => {
        sound.setVolume(this.volume.value / 100);
        stage.refresh();
      });
      this.root = this.assemble(t, clock, stage);
    }

    assemble(t, clock, stage) {
      const tool = (label, icon, act) => S.button("stage-tool", label, act, S.icon(icon));
      this.keys = S.button("stage-tool.stage-keys", t("help"), () => stage.help.toggle(), "?");
      return el("div.stage-transport", { role: "toolbar", "aria-label": t("controls") },
        el("div.stage-group", {},
          S.button("stage-tool.stage-restart", t("restart"), () => clock.seek(0), S.icon("restart")),
          tool(t("back"), "back", () => clock.step(-1)),
          this.play, tool(t("forward"), "forward", () => clock.step(1))),
        el("div.stage-group.stage-line", {}, this.range, el("span.stage-time", {}, this.time, this.frame)),
        el("div.stage-group", {}, this.speed, this.loop, this.mute, this.volume,
          tool(t("fullscreen"), "full", () => stage.fullscreen()),
          this.keys));
    }

    refresh() {
      const { t, clock, sound } = this.stage;
      const ready = clock.lanes().length > 0;
      S.setIcon(this.playIcon, clock.intent ? "pause" : "play");
      const label = t(clock.intent ? "pause" : "play");
      set(this.play, "aria-label", label);
      set(this.play, "title", `${label} (K)`);
      set(this.play, "data-busy", clock.waiting);
      this.root.querySelectorAll("button, input, select").forEach((node) => (node.disabled = !ready && node !== this.keys));
      this.speed.value = String(clock.rate);
      set(this.loop, "aria-pressed", clock.loop ? "true" : "false");
      set(this.mute, "aria-pressed", sound.muted ? "true" : "false");
      const mute = t(sound.muted ? "unmute" : "mute");
      set(this.mute, "aria-label", mute);
      set(this.mute, "title", `${mute} (M)`);
      S.setIcon(this.muteIcon, sound.muted ? "silent" : "sound");
      this.volume.value = String(sound.muted ? 0 : Math.round(sound.volume * 100));
      this.volume.style.setProperty("--at", sound.muted ? 0 : sound.volume);
      this.tick();
    }

    tick() {
      const { clock } = this.stage;
      const { duration, at, fps } = clock;
      const share = duration ? S.clamp(at / duration, 0, 1) : 0;
      this.range.max = Math.round(duration * 1000) || 1;
      this.range.value = Math.round(at * 1000);
      this.stage.root.style.setProperty("--at", share.toFixed(4));
      set(this.range, "aria-valuetext", this.stage.t("time_of", { at: S.timecode(at), total: S.timecode(duration) }));
      text(this.time, `${S.timecode(at)} / ${S.timecode(duration)}`);
      text(this.frame, clock.intent || !duration ? "" : this.stage.t("frame", { frame: Math.floor(at * fps + 1e-3) }));
    }
  };

  S.VoteBar = class {
    constructor(stage) {
      this.stage = stage;
      const { t } = stage;
      const choice = (kind, label, key, act) =>
        S.button(`stage-vote.stage-vote-${kind}`, label, act, el("span", {}, label), el("kbd", {}, key));
      this.ask = el("p.stage-ask");
      this.hint = el("p.stage-hint", { role: "status" });
      this.left = choice("left", t("better", { letter: "A" }), "⇧1", () => stage.vote("left"));
      this.right = choice("right", t("better", { letter: "B" }), "⇧2", () => stage.vote("right"));
      this.tie = choice("tie", t("tie"), "T", () => stage.vote("tie"));
      this.bad = choice("bad", t("both_bad"), "X", () => stage.vote("both_bad"));
      this.buttons = el("div.stage-votes", { role: "group", "aria-label": t("question") }, this.left, this.tie, this.bad, this.right);
      this.thanks = el("div.stage-thanks", { hidden: true, role: "status" });
      this.next = S.button("stage-next", t("next"), () => stage.emitNext(), el("span", {}, t("next")), el("kbd", {}, "N"));
      this.root = el("div.stage-ballot", {}, el("div.stage-ballot-head", {}, this.ask, this.hint), this.buttons, this.thanks, this.next);
    }

    refresh() {
      const { t, view, lanes, sending } = this.stage;
      const { voted } = view;
      const two = lanes.length === 2;
      const open = view.votable && !voted;
      show(this.buttons, open);
      show(this.ask, open);
      show(this.left, two);
      show(this.right, two);
      text(this.ask, sending ? t("sending") : t(two ? "question" : "question_many"));
      text(this.bad.firstChild, t(two ? "both_bad" : "all_bad"));
      if (two) this.label(t, lanes);
      for (const button of this.buttons.children) button.disabled = sending;
      for (const lane of lanes) {
        show(lane.best, open && !two && lane.usable);
        lane.best.disabled = sending;
        show(lane.choice, voted && chosen(voted, lanes) === lane);
        set(lane.root, "data-chosen", !!voted && chosen(voted, lanes) === lane);
      }
      this.refreshHint(open);
      this.refreshThanks(voted);
      show(this.next, view.mode === "battle" && voted);
      show(this.root, open || voted || this.hint.textContent);
    }

    label(t, lanes) {
      [this.left, this.right].forEach((button, index) => {
        const label = t("better", { letter: lanes[index].letter });
        text(button.firstChild, label);
        set(button, "aria-label", label);
        set(button, "title", label);
      });
    }

    refreshHint(open) {
      const { t, view, lanes } = this.stage;
      const unseen = lanes.filter((lane) => lane.usable && lane.played < needed(lane));
      let line = "";
      if (open && unseen.length) line = t("watch_more", { letters: unseen.map((lane) => lane.letter).join(", ") });
      else if (!open && !view.voted && view.mode !== "open" && !view.finished) line = t("blind_wait");
      text(this.hint, line);
      show(this.hint, line);
    }

    refreshThanks(voted) {
      const { t } = this.stage;
      show(this.thanks, voted);
      if (!voted) return;
      if (!this.thanks.firstChild) this.thanks.replaceChildren(S.icon("check"), el("strong", {}, t("thanks")));
    }
  };

  // What a vote should have seen of a clip before it is worth much; the server decides what is counted.
  const needed = (lane) => Math.min(3, 0.8 * lane.seconds);

  const chosen = (voted, lanes) => {
    if (voted.best) return lanes.find((lane) => lane.id === voted.best);
    return { left: lanes[0], right: lanes[1] }[voted.outcome] ?? null;
  };
})();
