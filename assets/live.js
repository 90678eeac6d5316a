// A scene that runs on the server: pictures are drawn as they come, sound is laid end to end on one audio clock, and what
// the visitor does goes back at once.
(() => {
  "use strict";
  const S = window.splitscreen;
  const TOGGLES = ["rain", "snow", "slow"];
  const HEAD = 16; // bytes: number, stamp, length of the picture
  const RATE = 48000;
  const LEAD = 0.03; // seconds of sound in hand: less breaks up, more is late
  const LATE = 0.09; // seconds of sound that may pile up before some is dropped

  S.Live = class {
    constructor(element, props) {
      const russian = (navigator.language || "").toLowerCase().startsWith("ru");
      this.language = russian ? "ru" : "en";
      this.words = props.words[this.language];
      this.sizes = props.sizes;
      this.keeps = props.keeps;
      this.lags = [];
      this.build(element);
    }

    t(name) { return this.words[name] ?? name; }

    build(element) {
      const { el } = S;
      this.canvas = el("canvas.live-canvas", { tabindex: 0, role: "img", "aria-label": this.t("canvas") });
      this.pen = this.canvas.getContext("2d");
      this.prompt = el("input.live-prompt", { type: "text", maxlength: 400, "aria-label": this.t("prompt"), value: this.t("example") });
      this.aspect = el("select.live-aspect", { "aria-label": this.t("aspect") }, ...Object.keys(this.sizes).map((name) => el("option", { value: name }, name)));
      this.go = el("button.live-go", { type: "button", onclick: () => this.begin() }, this.t("start"));
      this.halt = el("button.live-stop", { type: "button", disabled: true, onclick: () => this.stop() }, this.t("stop"));
      this.mute = el("button.live-mute", { type: "button", "aria-pressed": "false", onclick: () => this.silence() }, this.t("mute"));
      this.toggles = TOGGLES.map((name) => el(`button.live-${name}`, { type: "button", "aria-pressed": "false", onclick: (event) => this.toggle(name, event.currentTarget) }, this.t(name)));
      this.metres = el("output", {}, "9.8 m/s²");
      this.gravity = el("input.live-gravity", { type: "range", min: 0, max: 25, step: 0.1, value: 9.8, "aria-label": this.t("gravity"), oninput: () => this.weigh() });
      this.keep = el("button.live-keep", { type: "button", disabled: true, onclick: () => this.send({ do: "keep", seconds: 8 }) }, this.t("keep"));
      this.said = el("p.live-said", { role: "status" });
      element.querySelector(".live-place").append(el("div.live", {},
        el("p.live-about", {}, this.t("about")),
        el("div.live-row", {}, this.prompt, this.aspect, this.go, this.halt),
        this.canvas,
        el("div.live-row", {}, ...this.toggles, el("label", {}, this.t("gravity"), this.gravity, this.metres), this.mute, this.keeps ? this.keep : null),
        this.said));
      this.resize();
      this.prompt.addEventListener("keydown", (event) => event.key === "Enter" && this.begin());
      this.aspect.addEventListener("change", () => this.socket && this.begin());
      this.canvas.addEventListener("pointerdown", (event) => this.down(event));
      this.canvas.addEventListener("pointerup", (event) => this.up(event));
      this.canvas.addEventListener("keydown", (event) => this.key(event));
      new IntersectionObserver(([seen]) => !seen.isIntersecting && !this.canvas.offsetParent && this.stop()).observe(this.canvas);
    }

    resize() { [this.canvas.width, this.canvas.height] = this.sizes[this.aspect.value]; }

    say(text, trouble = false) {
      S.text(this.said, text);
      S.set(this.said, "data-trouble", trouble || null);
    }

    begin() {
      this.wake();
      this.resize();
      this.say(this.t("starting"));
      if (this.socket?.readyState === WebSocket.OPEN) return this.opened();
      const here = new URL("live", document.baseURI);
      here.protocol = here.protocol.replace("http", "ws");
      this.socket = new WebSocket(here);
      this.socket.binaryType = "arraybuffer";
      this.socket.onopen = () => this.opened();
      this.socket.onmessage = (event) => this.message(event.data);
      this.socket.onclose = (event) => this.closed(event.code);
    }

    opened() {
      this.first = true;
      this.send({ do: "begin", prompt: this.prompt.value, aspect: this.aspect.value, language: this.language });
      this.toggles.forEach((toggle, at) => toggle.getAttribute("aria-pressed") === "true" && this.send(this.deed(at, true)));
      this.weigh();
      this.halt.disabled = this.keep.disabled = false;
    }

    closed(code) {
      this.socket = null;
      this.halt.disabled = this.keep.disabled = true;
      const why = { 4503: "busy", 4401: "login", 4403: "stranger", 1000: "stopped", 1005: "stopped" }[code] ?? "lost";
      this.say(this.t(why), why !== "stopped");
    }

    stop() {
      this.socket?.close();
    }

    send(deed) {
      if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ ...deed, stamp: performance.now() }));
    }

    message(data) {
      if (typeof data === "string") {
        const said = JSON.parse(data);
        if (said.kept) this.say(this.t("kept").replace("{prompt}", said.prompt));
        else this.say(said.trouble, true);
        return;
      }
      if (this.first) {
        this.first = false;
        this.say(this.t("running"));
      }
      const view = new DataView(data);
      const stamp = view.getFloat64(4, true);
      const size = view.getUint32(12, true);
      this.draw(new Blob([new Uint8Array(data, HEAD, size)], { type: "image/jpeg" }), stamp, view.getUint32(0, true));
      this.sound(data.slice(HEAD + size));
    }

    async draw(blob, stamp, number) {
      const picture = await createImageBitmap(blob);
      this.pen.drawImage(picture, 0, 0, this.canvas.width, this.canvas.height);
      picture.close();
      this.socket?.readyState === WebSocket.OPEN && this.socket.send(JSON.stringify({ do: "seen", number }));
      this.frames = (this.frames ?? 0) + 1;
      if (stamp && stamp !== this.answered) {
        this.answered = stamp;
        this.lags = [...this.lags.slice(-49), performance.now() - stamp];
      }
    }

    // Call inside a user gesture: browsers refuse sound before one.
    wake() {
      const Context = window.AudioContext || window.webkitAudioContext;
      if (!this.context && Context) {
        this.context = new Context({ latencyHint: "interactive", sampleRate: RATE });
        this.volume = this.context.createGain();
        this.volume.connect(this.context.destination);
        this.at = 0;
      }
      this.context?.resume().catch(() => {});
    }

    sound(bytes) {
      if (!this.context || this.context.state !== "running") return;
      const samples = new Int16Array(bytes);
      const now = this.context.currentTime;
      if (this.at > now + LATE) return; // the picture stalled and the sound piled up
      const chunk = this.context.createBuffer(2, samples.length / 2, RATE);
      for (const side of [0, 1]) {
        const row = chunk.getChannelData(side);
        for (let at = 0; at < row.length; at += 1) row[at] = samples[2 * at + side] / 32768;
      }
      const source = this.context.createBufferSource();
      source.buffer = chunk;
      source.connect(this.volume);
      this.at = Math.max(this.at, now + LEAD);
      source.start(this.at);
      this.heard = this.at - now;
      this.at += chunk.duration;
    }

    silence() {
      const quiet = this.mute.getAttribute("aria-pressed") !== "true";
      S.set(this.mute, "aria-pressed", String(quiet));
      this.wake();
      if (this.volume) this.volume.gain.value = quiet ? 0 : 1;
    }

    toggle(name, button) {
      const on = button.getAttribute("aria-pressed") !== "true";
      if (name !== "slow") this.toggles.slice(0, 2).forEach((one) => S.set(one, "aria-pressed", "false"));
      S.set(button, "aria-pressed", String(on));
      this.send(this.deed(TOGGLES.indexOf(name), on));
    }

    // What a toggle asks for; those set before the start are sent with it.
    deed(at, on) {
      return TOGGLES[at] === "slow" ? { do: "pace", share: on ? 0.25 : 1 } : { do: "weather", weather: on ? TOGGLES[at] : "" };
    }

    weigh() {
      S.text(this.metres, `${Number(this.gravity.value).toFixed(1)} m/s²`);
      this.send({ do: "gravity", metres: Number(this.gravity.value) });
    }

    place(event) {
      const box = this.canvas.getBoundingClientRect();
      const scale = Math.min(box.width / this.canvas.width, box.height / this.canvas.height);
      const [wide, tall] = [this.canvas.width * scale, this.canvas.height * scale];
      return [(event.clientX - box.left - (box.width - wide) / 2) / wide, (event.clientY - box.top - (box.height - tall) / 2) / tall];
    }

    down(event) {
      this.canvas.focus({ preventScroll: true });
      this.canvas.setPointerCapture(event.pointerId);
      this.held = { at: this.place(event), time: performance.now() };
      this.wake();
    }

    // A drag throws a ball along it; a tap pushes what is near.
    up(event) {
      if (!this.held) return;
      const [x, y] = this.held.at;
      const [toX, toY] = this.place(event);
      const seconds = Math.max(0.08, (performance.now() - this.held.time) / 1000);
      this.held = null;
      if (Math.hypot(toX - x, toY - y) < 0.02) this.send({ do: "push", x, y });
      else this.send({ do: "throw", x, y, dx: (toX - x) / seconds, dy: (toY - y) / seconds });
    }

    key(event) {
      const deeds = { t: { do: "throw", x: 0.08, y: 0.45, dx: 0.9 + 0.4 * Math.random(), dy: -0.9 }, p: { do: "push", x: 0.5, y: 0.85 } };
      const deed = deeds[event.key.toLowerCase()];
      if (!deed) return;
      event.preventDefault();
      this.send(deed);
    }
  };

  S.live = (element, props) => (S.scene = new S.Live(element, props));
})();
