// One audible clip at a time: clip → match (loudness) → gate (0 or 1, ramped) → master (volume, mute) → ears.
(() => {
  "use strict";
  const S = window.splitscreen;
  const RAMP = 0.03; // seconds: too short to hear as a fade, long enough not to click

  const ramp = (context, param, target) => {
    param.cancelScheduledValues(context.currentTime);
    param.setValueAtTime(param.value, context.currentTime);
    param.linearRampToValueAtTime(target, context.currentTime + RAMP);
  };

  S.Sound = class {
    constructor(lanes) {
      this.lanes = lanes; // () => Lane[]
      this.context = null; // made on the first gesture: browsers refuse sound before one
      this.volume = 1;
      this.muted = false;
      this.lane = null;
      this.chosen = false; // whether a person chose it: a preview is not heard unasked
    }

    // Call inside a user gesture.
    wake() {
      const Context = window.AudioContext || window.webkitAudioContext;
      if (!this.context && Context) {
        this.context = new Context({ latencyHint: "interactive" });
        this.master = this.context.createGain();
        this.master.gain.value = this.muted ? 0 : this.volume;
        this.master.connect(this.context.destination);
      }
      this.lanes().forEach((lane) => this.attach(lane));
      this.context?.resume().catch(() => {});
    }

    attach(lane) {
      if (!this.context || !lane.video || lane.wires) return;
      const source = this.context.createMediaElementSource(lane.video);
      const match = this.context.createGain();
      const gate = this.context.createGain();
      match.gain.value = lane.gain;
      gate.gain.value = lane === this.lane ? 1 : 0;
      source.connect(match).connect(gate).connect(this.master);
      lane.wires = { source, match, gate };
      lane.video.muted = false;
      lane.video.volume = 1;
    }

    detach(lane) {
      if (lane.wires) Object.values(lane.wires).forEach((node) => node.disconnect());
      lane.wires = null;
    }

    pick(lane) {
      this.lane = lane;
      this.apply();
    }

    setVolume(volume) {
      this.volume = S.clamp(volume, 0, 1);
      this.muted = this.volume === 0;
      this.apply();
    }

    setMuted(muted) {
      this.muted = muted;
      if (!muted && this.volume === 0) this.volume = 1;
      this.apply();
    }

    apply() {
      for (const lane of this.lanes()) lane.listen(this.chosen && lane === this.lane && !this.muted, this.volume);
      if (this.context) {
        ramp(this.context, this.master.gain, this.muted ? 0 : this.volume);
        for (const lane of this.lanes())
          if (lane.wires) ramp(this.context, lane.wires.gate.gain, lane === this.lane ? 1 : 0);
      } else if (!window.AudioContext && !window.webkitAudioContext) {
        for (const lane of this.lanes()) this.applyPlain(lane);
      }
    }

    // A browser without WebAudio: no gain above one there.
    applyPlain(lane) {
      if (!lane.video) return;
      lane.video.muted = this.muted || lane !== this.lane;
      lane.video.volume = S.clamp(this.volume * lane.gain, 0, 1);
    }

    hears(lane) {
      const awake = this.context ? this.context.state === "running" : lane.video && !lane.video.muted;
      return lane === this.lane && !this.muted && lane.audio && awake;
    }

    close() {
      this.lanes().forEach((lane) => this.detach(lane));
      this.context?.close().catch(() => {});
      this.context = null;
    }
  };
})();
