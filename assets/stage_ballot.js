// The part of the ballot that may be left empty: other criteria, the best and the worst or a full ranking of three or
// more clips, reasons by side, a comment. It is sent together with the answer to the whole.
(() => {
  "use strict";
  const S = window.splitscreen;
  const { el, show, set } = S;
  let groups = 0; // radio buttons of one name are one group, on the whole page

  // One question with one answer: a line of radio buttons; a second press takes the answer back.
  class Choice {
    constructor(label, options, changed) {
      const name = `stage-choice-${++groups}`;
      this.inputs = options.map(([value, shown, spoken]) => [value, el("input", { type: "radio", name, value, "aria-label": spoken }), shown]);
      for (const [value, input] of this.inputs)
        input.addEventListener("click", () => {
          if (this.value === value) input.checked = false;
          this.value = input.checked ? value : null;
          changed?.();
        });
      for (const [value, input] of this.inputs) input.addEventListener("change", () => input.checked && (this.value = value));
      this.value = null;
      this.root = el("fieldset.stage-choose", {}, el("legend", {}, label), el("div.stage-segs", {},
        ...this.inputs.map(([, input, shown]) => el("label.stage-seg", {}, input, el("span", {}, shown)))));
    }

    clear() {
      this.value = null;
      this.inputs.forEach(([, input]) => (input.checked = false));
    }
  }

  S.Details = class {
    constructor(stage) {
      this.stage = stage;
      this.body = el("div.stage-details-body");
      this.send = S.button("stage-send", stage.t("send"), () => stage.ballot.send(), el("span", {}, stage.t("send")), el("kbd", {}, "↵"));
      this.picked = el("p.stage-picked", { role: "status" });
      this.root = el("section.stage-details", { hidden: true, tabindex: -1, "aria-label": stage.t("more") }, this.body, el("div.stage-details-foot", {}, this.picked, this.send));
      this.key = "";
      this.clear();
    }

    clear() {
      this.order = [];
      this.reasons = new Map();
      this.key = "";
    }

    // Built anew for each set of clips.
    refresh() {
      const lanes = this.stage.lanes.filter((lane) => lane.usable);
      const key = `${this.stage.view.id} ${lanes.map((lane) => lane.id).join(" ")}`;
      if (key === this.key) return;
      this.clear();
      this.key = key;
      const two = this.stage.lanes.length === 2;
      const { t, asks } = this.stage;
      this.criteria = asks.criteria.map((name) => [name, this.criterion(t(`ask_${name}`), lanes, two)]);
      const many = two ? [] : this.buildMany(t, lanes);
      this.comment = el("input.stage-comment", { type: "text", maxlength: 1000, placeholder: t("comment"), "aria-label": t("comment") });
      this.comment.addEventListener("keydown", (event) => event.key === "Enter" && this.stage.ballot.send());
      const criteria = el("div.stage-criteria", {}, ...this.criteria.map(([, choice]) => choice.root));
      const why = lanes.map((lane) => this.buildReasons(t, lane, asks.reasons));
      this.body.replaceChildren(...many, criteria, el("div.stage-whys", {}, ...why), this.comment);
    }

    criterion(label, lanes, two) {
      const { t } = this.stage;
      const side = (lane, index) => [two ? ["left", "right"][index] : lane.id, lane.letter, `${label}: ${t(two ? "better" : "best", { letter: lane.letter })}`];
      const sides = lanes.map(side);
      const tie = ["tie", t("tie"), `${label}: ${t("tie")}`];
      return new Choice(label, two ? [sides[0], tie, sides[1]] : [...sides, tie]);
    }

    buildMany(t, lanes) {
      const each = (label, word) => new Choice(label, lanes.map((lane) => [lane.id, lane.letter, t(word, { letter: lane.letter })]), () => this.stage.ballot.refresh());
      this.best = each(t("best_of"), "best");
      this.worst = each(t("worst_of"), "worst");
      this.places = lanes.map((lane) => {
        const button = S.button("stage-chip", t("rank_next", { letter: lane.letter }), () => this.place(lane.id), el("span", {}, lane.letter));
        return [lane.id, lane.letter, button];
      });
      const again = S.button("stage-chip", t("rank_again"), () => this.place(null), t("rank_again"));
      const rank = el("fieldset.stage-choose", {}, el("legend", {}, t("rank_all")), el("div.stage-segs", {}, ...this.places.map((one) => one[2]), again));
      return [el("div.stage-criteria", {}, this.best.root, this.worst.root, rank)];
    }

    place(id) {
      if (id === null) this.order = [];
      else if (this.order.includes(id)) this.order.splice(this.order.indexOf(id));
      else this.order.push(id);
      for (const [take, letter, button] of this.places) {
        const at = this.order.indexOf(take);
        button.firstChild.textContent = at < 0 ? letter : `${at + 1}. ${letter}`;
        set(button, "aria-pressed", at < 0 ? "false" : "true");
      }
      this.stage.ballot.refresh();
    }

    buildReasons(t, lane, words) {
      const said = new Set();
      this.reasons.set(lane.id, said);
      const chip = (word) => {
        const button = S.button("stage-chip", t(`why_${word}`), () => {
          said.delete(word) || said.add(word);
          set(button, "aria-pressed", said.has(word) ? "true" : "false");
        }, t(`why_${word}`));
        set(button, "aria-pressed", "false");
        return button;
      };
      return el("fieldset.stage-choose.stage-why", {}, el("legend", {}, t("why", { letter: lane.letter })), el("div.stage-segs", {}, ...words.map(chip)));
    }

    get ranked() {
      return this.order.length > 2 && this.order.length === this.stage.lanes.filter((lane) => lane.usable).length;
    }

    // What goes into the vote beside the answer to the whole.
    said() {
      if (!this.key) return {};
      const aspects = this.criteria.filter(([, choice]) => choice.value).map(([name, choice]) => [name, choice.value]);
      const reasons = [...this.reasons].filter(([, words]) => words.size).map(([take, words]) => [take, [...words]]);
      return { aspects: Object.fromEntries(aspects), reasons: Object.fromEntries(reasons), comment: this.comment.value };
    }

    toggle(on) {
      show(this.root, on);
    }
  };
})();
