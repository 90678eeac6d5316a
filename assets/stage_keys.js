// Keys and their list. By place on the keyboard, not by letter, so that they work in any alphabet.
(() => {
  "use strict";
  const S = window.splitscreen;
  const { el } = S;

  const digit = (event) => (/^(Digit|Numpad)[1-8]$/.test(event.code) ? Number(event.code.slice(-1)) : 0);
  const KEYS = {
    Space: (stage) => stage.clock.toggle(),
    KeyK: (stage) => stage.clock.toggle(),
    KeyJ: (stage) => stage.clock.seek(stage.clock.at - 1),
    KeyL: (stage) => stage.clock.seek(stage.clock.at + 1),
    ArrowLeft: (stage) => stage.clock.seek(stage.clock.at - 1),
    ArrowRight: (stage) => stage.clock.seek(stage.clock.at + 1),
    Home: (stage) => stage.clock.seek(0),
    End: (stage) => stage.clock.seek(stage.clock.duration),
    Comma: (stage) => stage.clock.step(-1),
    Period: (stage) => stage.clock.step(1),
    BracketLeft: (stage) => stage.clock.faster(-1),
    BracketRight: (stage) => stage.clock.faster(1),
    KeyR: (stage) => stage.clock.seek(0),
    KeyO: (stage) => stage.toggleLoop(),
    KeyM: (stage) => stage.toggleMute(),
    KeyS: (stage) => stage.listenNext(),
    KeyT: (stage) => stage.vote("tie"),
    KeyX: (stage) => stage.vote("both_bad"),
    KeyN: (stage) => stage.emitNext(),
    KeyD: (stage) => stage.ballot.toggleMore(),
    KeyC: (stage) => stage.ballot.toComment(),
    KeyZ: (stage) => stage.ballot.toggleSkip(),
    KeyU: (stage) => stage.ballot.takeBack(),
    Enter: (stage) => stage.ballot.send(),
    KeyF: (stage) => stage.fullscreen(),
  };
  const ONCE = /^(Key[KTXNFOMDCZUS]|Space|Enter)$/; // however long it is held
  const SHOWN = [
    ["Space K", "key_play"], ["J L ← →", "key_seek"], [", .", "key_step"], ["[ ]", "key_speed"], ["R", "key_restart"],
    ["O", "key_loop"], ["1 … 8", "key_hear"], ["S", "key_hear_next"], ["M", "key_mute"], ["⇧1 … ⇧8", "key_vote"],
    ["T", "key_tie"], ["X", "key_bad"], ["D", "key_more"], ["C", "key_comment"], ["Esc", "key_leave"], ["Enter", "key_send"], ["Z", "key_skip"], ["U", "key_undo"], ["N", "key_next"], ["F", "key_full"], ["?", "key_help"],
  ];
  const TYPING = "input:not([type=range]):not([type=button]):not([type=radio]), textarea, select, [contenteditable=''], [contenteditable=true], [role=textbox], [role=combobox], [role=listbox]";
  const FOREIGN = "input, [role=tab], [role=slider], [role=radio], [role=option]";
  const PRESSABLE = "button, a[href], summary, label, [role=button]";

  const visible = (root) => {
    const box = root.getBoundingClientRect();
    const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    return root.offsetParent === null && document.fullscreenElement !== root ? 0 : Math.max(0, height) * box.width;
  };

  // The stage that fills most of the window has the keys.
  const current = () =>
    S.stages.map((stage) => [visible(stage.root), stage]).filter(([area]) => area > 0).sort((a, b) => b[0] - a[0])[0]?.[1];

  const pressed = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const stage = current();
    if (stage && event.code === "Escape" && target.closest(".stage-comment")) return act(event, () => stage.root.focus({ preventScroll: true }));
    if (!stage || target.closest(TYPING)) return;
    if (!stage.root.contains(target) && target.closest(FOREIGN) && !/^(Key|Digit)/.test(event.code)) return;
    if (/^(Space|Enter)$/.test(event.code) && target.closest(PRESSABLE)) return;
    if (target.matches("input[type=radio]") && /^(Arrow|Space)/.test(event.code)) return;
    if (target.matches(".stage-volume") && /^(Arrow|Home|End)/.test(event.code)) return;
    if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return act(event, () => stage.help.toggle());
    if (stage.help.root.open) return;
    const number = digit(event);
    if (stage.ballot.skipping && event.code === "Escape") return act(event, () => stage.ballot.toggleSkip());
    if (stage.ballot.skipping && number && !event.shiftKey) return act(event, () => stage.ballot.skip(number - 1));
    if (number && event.shiftKey) act(event, () => stage.voteFor(number - 1));
    else if (number) act(event, () => stage.listen(stage.lanes[number - 1]));
    else if (KEYS[event.code]) act(event, () => (event.repeat && ONCE.test(event.code)) || KEYS[event.code](stage));
  };

  const act = (event, deed) => {
    event.preventDefault();
    deed();
  };

  document.addEventListener("keydown", pressed);

  S.Help = class {
    constructor(t) {
      const rows = SHOWN.map(([keys, word]) =>
        el("div", {}, el("dt", {}, ...keys.split(" ").map((key) => (key === "…" ? " … " : el("kbd", {}, key)))), el("dd", {}, t(word))));
      const close = S.button("stage-tool", t("close"), () => this.root.close(), S.icon("close"));
      this.root = el("dialog.stage-help", { "aria-label": t("help") },
        el("header", {}, el("strong", {}, t("help")), close), el("dl", {}, ...rows));
      this.root.addEventListener("click", (event) => event.target === this.root && this.root.close());
    }

    toggle() {
      this.root.open ? this.root.close() : this.root.showModal();
    }
  };
})();
