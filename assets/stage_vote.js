// The vote: one key or one press for the whole; more of the ballot, a skip with its reason, a minute to take it back.
(() => {
  "use strict";
  const S = window.splitscreen;
  const { el, text, show, set } = S;
  const MORE = "splitscreen.more"; // whether this person likes the long ballot

  S.VoteBar = class {
    constructor(stage) {
      this.stage = stage;
      const { t } = stage;
      const keyed = (kind, label, key, act) => {
        const button = S.button(kind, label, act, el("span", {}, label), el("kbd", {}, key));
        set(button, "aria-keyshortcuts", key.replace("⇧", "Shift+"));
        return button;
      };
      const choice = (kind, label, key, act) => keyed(`stage-vote.stage-vote-${kind}`, label, key, act);
      const tool = (kind, label, key, act) => keyed(`stage-small.stage-small-${kind}`, label, key, act);
      this.ask = el("p.stage-ask");
      this.hint = el("p.stage-hint", { role: "status" });
      this.left = choice("left", t("better", { letter: "A" }), "⇧1", () => stage.vote("left"));
      this.right = choice("right", t("better", { letter: "B" }), "⇧2", () => stage.vote("right"));
      this.tie = choice("tie", t("tie"), "T", () => stage.vote("tie"));
      this.bad = choice("bad", t("both_bad"), "X", () => stage.vote("both_bad"));
      this.buttons = el("div.stage-votes", { role: "group", "aria-label": t("question") }, this.left, this.tie, this.bad, this.right);
      this.more = tool("more", t("more"), "D", () => this.toggleMore());
      this.skips = tool("skip", t("skip"), "Z", () => this.toggleSkip());
      this.tools = el("div.stage-smalls", {}, this.more, this.skips);
      this.details = new S.Details(stage);
      this.why = el("div.stage-skips", { role: "group", "aria-label": t("skip_ask"), hidden: true }, el("span", {}, t("skip_ask")),
        ...stage.asks.skips.map((word, index) => S.button("stage-chip", t(`skip_${word}`), () => this.skip(index), el("span", {}, t(`skip_${word}`)), el("kbd", {}, index + 1))));
      this.thanks = el("div.stage-thanks", { hidden: true }); // is told in the live region
      this.undo = tool("undo", t("undo"), "U", () => this.takeBack());
      this.next = keyed("stage-next", t("next"), "N", () => stage.emitNext());
      this.root = el("div.stage-ballot", {}, el("div.stage-ballot-head", {}, this.ask, this.hint), this.buttons, this.tools, this.why, this.details.root, this.thanks, this.undo, this.next);
      this.long = localStorage.getItem(MORE) === "1";
      this.clear();
    }

    clear() {
      this.pick = null;
      this.refused = this.skipping = false;
      this.details.clear();
    }

    get open() {
      const { view } = this.stage;
      return view?.votable && !view.voted;
    }

    toggleMore() {
      if (!this.open) return;
      this.long = !this.long;
      this.pick = null;
      localStorage.setItem(MORE, this.long ? "1" : "0");
      this.stage.refresh();
      this.goOn();
    }

    // The next Tab leads to the first question, and no key answers it unasked.
    goOn() {
      const { root } = this.details;
      if (this.long && !root.contains(document.activeElement)) root.focus({ preventScroll: true });
    }

    toComment() {
      if (!this.open) return;
      if (!this.long) this.toggleMore();
      this.details.comment.focus();
    }

    toggleSkip() {
      if (!this.open) return;
      this.skipping = !this.skipping;
      this.stage.refresh();
      if (this.skipping) this.why.querySelector("button").focus();
    }

    // What a vote lacks, in words; nothing where the clips were seen and heard.
    lacking() {
      const { t, lanes, view, sound } = this.stage;
      const usable = lanes.filter((lane) => lane.usable);
      const letters = (some) => some.map((lane) => lane.letter).join(", ");
      const unseen = usable.filter((lane) => lane.played < Math.min(3, 0.8 * lane.seconds));
      const unheard = usable.filter((lane) => lane.audio && lane.heard < Math.min(2, 0.4 * lane.seconds));
      const lines = [];
      if (unseen.length) lines.push(t("watch_more", { letters: letters(unseen) }));
      if (unheard.length) lines.push(t(sound.muted ? "unmute_more" : "listen_more", { letters: letters(unheard) }));
      return lines.join(" ");
    }

    choose(outcome, lane = null) {
      if (!this.open || this.stage.sending) return;
      const lacking = this.lacking();
      if (lacking) {
        this.refused = true;
        return this.stage.refresh(); // the hint is a status
      }
      this.pick = { outcome, best: lane?.id ?? null };
      if (!this.long) return this.send();
      const best = this.details.best;
      if (lane && best) best.inputs.forEach(([value, input]) => (input.checked = value === lane.id) && (best.value = value));
      this.stage.refresh();
      this.goOn();
    }

    // The whole answer, as it is sent.
    answer() {
      const { details, pick } = this;
      if (!this.long || this.stage.lanes.length === 2) return pick;
      if (details.ranked) return { outcome: "ranking", ranking: details.order };
      if (pick && !pick.best) return pick; // a word about all
      const best = details.best?.value ?? pick?.best;
      const worst = details.worst?.value;
      if (!best) return null;
      return worst && worst !== best ? { outcome: "best", best, worst } : { outcome: "best", best };
    }

    send() {
      const answer = this.open && !this.stage.sending ? this.answer() : null;
      if (!answer) return;
      if (this.lacking()) return this.choose(answer.outcome);
      this.stage.send({ ...answer, ...(this.long ? this.details.said() : {}) });
    }

    skip(index) {
      const reason = this.stage.asks.skips[index];
      if (this.open && !this.stage.sending && reason) this.stage.send({ outcome: "skip", reason });
    }

    takeBack() {
      if (this.seconds() > 0) this.stage.emit("undo", { id: this.stage.view.id });
    }

    seconds() {
      return Math.max(0, Math.ceil(((this.until ?? 0) - performance.now()) / 1000));
    }

    noticeView(view) {
      if (view === this.shown) return;
      if (this.shown && (this.shown.id !== view.id || (this.shown.voted && !view.voted))) this.clear();
      this.shown = view;
      this.until = performance.now() + 1000 * (view.undo_s ?? 0);
    }

    refresh() {
      const { t, view, lanes, sending } = this.stage;
      this.noticeView(view);
      const { voted } = view;
      const { open } = this;
      const two = lanes.length === 2;
      show(this.buttons, open);
      show(this.ask, open);
      show(this.left, two);
      show(this.right, two);
      text(this.ask, sending ? t("sending") : t(two ? "question" : "question_many"));
      text(this.bad.firstChild, t(two ? "both_bad" : "all_bad"));
      if (two) this.label(t, lanes);
      for (const button of this.buttons.children) set(button, "aria-disabled", sending); // who is there stays there
      for (const lane of lanes) this.refreshLane(lane, open && !two, voted, sending);
      this.refreshMore(t, open, sending);
      this.refreshHint(open);
      this.refreshThanks(voted);
      show(this.next, view.mode === "battle" && voted);
      show(this.root, open || voted || this.hint.textContent);
    }

    refreshLane(lane, asked, voted, sending) {
      show(lane.best, asked && lane.usable);
      set(lane.best, "aria-disabled", sending);
      set(lane.best, "aria-pressed", this.long ? String(this.answer()?.best === lane.id) : null);
      show(lane.choice, voted && chosen(voted, this.stage.lanes) === lane);
      set(lane.root, "data-chosen", !!voted && chosen(voted, this.stage.lanes) === lane);
    }

    refreshMore(t, open, sending) {
      show(this.tools, open);
      set(this.more, "aria-expanded", String(this.long));
      set(this.skips, "aria-expanded", String(this.skipping));
      show(this.why, open && this.skipping);
      const long = open && this.long;
      this.details.toggle(long);
      const answer = long ? this.answer() : null;
      for (const [button, word] of [[this.left, "left"], [this.right, "right"], [this.tie, "tie"], [this.bad, "both_bad"]])
        set(button, "aria-pressed", long ? String(answer?.outcome === word) : null);
      if (!long) return;
      this.details.refresh();
      this.details.send.disabled = !answer;
      set(this.details.send, "aria-disabled", sending);
      text(this.details.picked, this.picked());
    }

    // What stands to be sent, in words.
    picked() {
      const { t, lanes } = this.stage;
      const answer = this.answer();
      const letter = (id) => lanes.find((lane) => lane.id === id)?.letter;
      if (!answer) return t("pick_first");
      if (answer.ranking) return t("picked", { answer: answer.ranking.map(letter).join(" > ") });
      if (answer.worst) return t("picked", { answer: `${t("best", { letter: letter(answer.best) })}, ${t("worst", { letter: letter(answer.worst) })}` });
      if (answer.best) return t("picked", { answer: t("best", { letter: letter(answer.best) }) });
      const side = { left: lanes[0], right: lanes[1] }[answer.outcome];
      return t("picked", { answer: side ? t("better", { letter: side.letter }) : t(answer.outcome === "both_bad" && lanes.length > 2 ? "all_bad" : answer.outcome) });
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
      const { t, view } = this.stage;
      const lacking = open ? this.lacking() : "";
      if (open && this.lacked && !lacking) this.stage.say(t("may_vote"));
      this.lacked = open && !!lacking;
      let line = lacking && this.refused ? `${t("not_yet")} ${lacking}` : lacking;
      if (!lacking) this.refused = false;
      if (!open && !view.voted && view.mode !== "open" && !view.finished) line = t("blind_wait");
      text(this.hint, line);
      set(this.hint, "data-refused", this.refused);
      set(this.buttons, "data-early", !!lacking);
      show(this.hint, line);
    }

    thanked(voted) {
      return this.stage.t(voted?.outcome === "skip" ? "skipped" : "thanks");
    }

    // A vote that is kept: whose clips they were, and that it can be taken back.
    told(view) {
      const { t } = this.stage;
      const names = view.takes.filter((take) => take.name).map((take) => `${t("take", { letter: take.letter })}: ${take.name}.`);
      return [this.thanked(view.voted), ...names, this.seconds() > 0 && t("undo_told")];
    }

    refreshThanks(voted) {
      const { t } = this.stage;
      show(this.thanks, voted);
      const seconds = voted ? this.seconds() : 0;
      show(this.undo, seconds > 0);
      text(this.undo.firstChild, t("undo_for", { seconds }));
      const line = this.thanked(voted);
      if (voted && this.thanks.textContent !== line) this.thanks.replaceChildren(S.icon("check"), el("strong", {}, line));
    }
  };

  const chosen = (voted, lanes) => {
    if (voted.best) return lanes.find((lane) => lane.id === voted.best);
    return { left: lanes[0], right: lanes[1] }[voted.outcome] ?? null;
  };
})();
