// What there is to look at while a take is made: its first picture at once, then the film that grows, played as it
// comes, muted until someone listens. The film is fetched piece by piece, so that who watches holds no connection.
(() => {
  "use strict";
  const S = window.splitscreen;
  const { el } = S;
  const LOOK = 200; // ms until the next look where there was nothing new
  const LEAD = 0.5; // s in hand before it plays
  const RUN = 1.2; // s in hand before it plays on: what is made slower than it plays comes in runs this long
  const Source = window.ManagedMediaSource ?? window.MediaSource;

  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const once = (target, name) => new Promise((resolve, reject) => {
    const heard = new AbortController();
    const after = (end) => (event) => {
      heard.abort();
      end(event);
    };
    target.addEventListener(name, after(resolve), { signal: heard.signal });
    target.addEventListener("error", after(reject), { signal: heard.signal });
  });

  // What a browser has to be told of an MP4's first bytes: its codecs; the profile and level stand in the box avcC.
  const codecs = (bytes) => {
    const head = new TextDecoder("latin1").decode(bytes.subarray(0, 8192));
    const at = head.indexOf("avcC");
    if (at < 0) return [];
    return [`avc1.${Array.from(bytes.subarray(at + 5, at + 8), (one) => one.toString(16).padStart(2, "0")).join("")}`]
      .concat(head.includes("mp4a") ? ["mp4a.40.2"] : []);
  };

  S.Preview = class {
    constructor(address, seen) {
      this.address = address;
      this.picture = el("img.stage-video", { alt: "", draggable: "false" });
      this.film = el("video.stage-video", { playsinline: true, disablepictureinpicture: true, disableremoteplayback: true, tabindex: -1 });
      this.film.muted = true;
      this.root = el("div.stage-preview", { "aria-hidden": "true" }, this.picture, this.film);
      this.loud = this.seen = this.over = this.closed = false; // loud: it has sound; over: no more will come
      this.picture.addEventListener("load", () => {
        this.seen = true;
        seen();
      });
      this.lead = LEAD;
      this.film.addEventListener("waiting", () => {
        if (this.over || this.film.seeking) return;
        this.lead = RUN;
        this.film.pause();
      });
      this.picture.src = address.picture;
      if (address.film && Source) this.follow(seen).catch(() => {}); // the picture stays
    }

    get shape() {
      const { naturalWidth: width, naturalHeight: height } = this.picture;
      return this.seen ? { width, height } : null;
    }

    // Where the film is, in seconds; null where it has not begun to play.
    get at() {
      const { played, buffered, currentTime } = this.film;
      return played.length && buffered.length ? currentTime - buffered.start(0) : null;
    }

    get heard() {
      return this.loud && !this.film.muted;
    }

    async follow(seen) {
      const source = new Source();
      this.film.src = URL.createObjectURL(source);
      await once(source, "sourceopen");
      URL.revokeObjectURL(this.film.src);
      let buffer = null;
      for (let at = 0; !this.closed; ) {
        const reply = await fetch(`${this.address.film}&from=${at}`, { cache: "no-store" });
        if (reply.status !== 200 || this.closed) break;
        const bytes = new Uint8Array(await reply.arrayBuffer());
        const spoken = buffer ? null : codecs(bytes);
        if (spoken?.length) {
          buffer = source.addSourceBuffer(`video/mp4; codecs="${spoken.join(",")}"`);
          this.loud = spoken.length > 1;
          seen();
        }
        if (buffer && bytes.length) {
          buffer.appendBuffer(bytes);
          at += bytes.length;
          await once(buffer, "updateend");
        } else await pause(LOOK);
        this.feed();
      }
      this.over = true;
      if (source.readyState === "open") source.endOfStream();
      this.feed();
    }

    feed() {
      const { film } = this;
      const { buffered } = film;
      if (this.closed || !buffered.length) return;
      if (film.currentTime < buffered.start(0)) film.currentTime = buffered.start(0);
      const ahead = buffered.end(buffered.length - 1) - film.currentTime;
      if (film.paused && !film.ended && (ahead >= this.lead || this.over)) film.play().catch(() => {});
    }

    listen(on, volume) {
      this.film.muted = !on;
      this.film.volume = volume;
    }

    close() {
      this.closed = true;
      this.film.pause();
      this.film.removeAttribute("src");
      this.film.load();
      this.root.remove();
    }
  };
})();
