// One clock for all clips. The audible clip leads (sound is never bent), silent ones are bent to it by speed, and by a
// jump where they are far off. When one has no data, all wait; when one ends, it holds its last frame.
(() => {
  "use strict";
  const S = window.splitscreen;
  const STILL = 0.003; // s: bent until it is nearer than this
  const OFF = 0.012; // s: farther than this is out of step; between the two nothing is touched that runs well
  const FAR = 0.25; // s: farther than this is jumped, not bent
  const BEND = 0.4; // the most that a silent clip's speed is bent
  const HUNGER = 150; // ms without data before all are held

  S.SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];

  S.Clock = class {
    constructor(lanes, sound, changed) {
      this.lanes = () => lanes().filter((lane) => lane.usable); // a lane whose clip can be played
      this.sound = sound;
      this.changed = changed;
      this.intent = false; // what the person wants
      this.running = false; // what is so
      this.started = false; // was play ever pressed
      this.at = 0;
      this.rate = 1;
      this.loop = false;
      this.last = 0;
    }

    get duration() {
      return Math.max(0, ...this.lanes().map((lane) => lane.seconds));
    }

    get fps() {
      return Math.max(1, ...this.lanes().map((lane) => lane.fps));
    }

    get waiting() {
      return this.intent && !this.running;
    }

    active(lane) {
      return this.at < lane.end && !lane.video.ended;
    }

    leader() {
      const active = this.lanes().filter((lane) => this.active(lane));
      if (active.includes(this.sound.lane) && this.sound.lane.audio) return this.sound.lane;
      return active.reduce((best, lane) => (!best || lane.seconds > best.seconds ? lane : best), null);
    }

    // Call inside a user gesture: it wakes the sound.
    play() {
      if (!this.lanes().length) return;
      this.sound.wake();
      if (this.at >= this.duration - 0.5 / this.fps) this.place(0);
      this.lanes().filter((lane) => lane.video.readyState < 3).forEach((lane) => lane.prime());
      this.intent = this.started = true;
      this.changed();
      this.tick(performance.now());
    }

    // Paused clips all show the frame of the same moment.
    pause() {
      const wasRunning = this.running;
      this.intent = false;
      this.halt();
      if (wasRunning) this.place((Math.floor(this.at * this.fps + 1e-3) + 0.5) / this.fps);
      this.changed();
    }

    toggle() {
      this.intent ? this.pause() : this.play();
    }

    halt() {
      this.running = false;
      this.lanes().forEach((lane) => lane.video.pause());
    }

    place(seconds) {
      if (this.started && seconds < 0.1 && this.at > 0.5) this.lanes().forEach((lane) => (lane.replays += 1));
      this.at = S.clamp(seconds, 0, this.duration);
      this.lanes().forEach((lane) => lane.seek(Math.min(this.at, lane.end)));
    }

    seek(seconds) {
      if (this.running) this.halt();
      this.place(seconds);
      this.changed();
    }

    step(frames) {
      if (this.intent) this.pause();
      this.place((Math.floor(this.at * this.fps + 1e-3) + frames + 0.5) / this.fps);
      this.changed();
    }

    setRate(rate) {
      this.rate = rate;
      this.lanes().forEach((lane) => (lane.video.playbackRate = rate));
      this.changed();
    }

    faster(steps) {
      const speeds = S.SPEEDS;
      this.setRate(speeds[S.clamp(speeds.indexOf(this.rate) + steps, 0, speeds.length - 1)]);
    }

    tick(now) {
      const passed = Math.min(now - this.last, 250) / 1000;
      this.last = now;
      if (!this.intent) return;
      if (!this.running) return this.tryStart();
      const leader = this.leader();
      if (!leader) return this.finish();
      this.at = leader.video.currentTime;
      if (this.at >= this.duration - 0.01) return this.finish();
      if (this.lanes().some((lane) => this.starved(lane, now))) return this.hold();
      for (const lane of this.lanes()) {
        if (!this.active(lane)) continue;
        this.follow(lane, leader, now);
        lane.played += passed;
        if (this.sound.hears(lane)) lane.heard += passed;
      }
    }

    tryStart() {
      const lanes = this.lanes();
      for (const lane of lanes) {
        const target = Math.min(this.at, lane.end);
        if (lane.settled && Math.abs(lane.video.currentTime - target) > 0.03) lane.seek(target);
      }
      if (!lanes.length || !lanes.every((lane) => lane.settled && (lane.video.readyState >= 3 || !this.active(lane)))) return;
      this.running = true;
      for (const lane of lanes.filter((one) => this.active(one))) {
        lane.join();
        lane.error = null;
        lane.hungry = 0;
        lane.video.playbackRate = this.rate;
        lane.video.play().catch((refusal) => this.refused(refusal));
      }
      this.changed();
    }

    // The browser wants a gesture: go back to the plain "press play".
    refused(refusal) {
      if (refusal.name !== "NotAllowedError") return;
      this.intent = this.started = false;
      this.halt();
      this.changed();
    }

    starved(lane, now) {
      const fed = !this.active(lane) || (lane.video.readyState >= 3 && !lane.video.seeking);
      if (fed) lane.hungry = 0;
      else lane.hungry ||= now;
      return !fed && now - lane.hungry > (lane.video.seeking ? 1000 : HUNGER);
    }

    hold() {
      this.halt();
      this.changed();
    }

    follow(lane, leader, now) {
      const video = lane.video;
      if (lane === leader) return this.bend(lane, 0);
      if (video.seeking) return;
      const error = video.currentTime - this.at;
      lane.error = lane.error === null ? error : 0.6 * lane.error + 0.4 * error;
      if (Math.abs(lane.error) > FAR && now - (lane.jumped ?? 0) > 1500) {
        lane.jumped = now;
        lane.error = null;
        video.currentTime = Math.min(this.at + 0.08 * this.rate, lane.end);
        return;
      }
      lane.bent = Math.abs(lane.error) > (lane.bent ? STILL : OFF);
      this.bend(lane, lane.bent ? S.clamp(-2.5 * lane.error, -BEND, BEND) : 0);
    }

    bend(lane, by) {
      const rate = this.rate * (1 + by);
      if (Math.abs(lane.video.playbackRate - rate) > 0.003 || (by === 0 && lane.video.playbackRate !== rate))
        lane.video.playbackRate = rate;
    }

    finish() {
      const end = this.duration;
      this.halt();
      if (this.loop) return this.place(0);
      this.intent = false;
      this.at = end;
      this.changed();
    }

    // Spread of the clips' positions in ms, from the frames last put on the screen; null while there is nothing to measure.
    drift(now = performance.now()) {
      const offsets = this.lanes()
        .filter((lane) => this.active(lane) && lane.frame && now - lane.frame.shown < 300)
        .map((lane) => lane.frame.media * 1000 - lane.frame.shown * this.rate);
      return this.running && offsets.length > 1 ? Math.max(...offsets) - Math.min(...offsets) : null;
    }
  };
})();
