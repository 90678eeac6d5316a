// The dock under the lanes: transport, timeline, sound.
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
        stage.root.focus({ preventScroll: true }); // Space is the clock's again
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
})();
