// The stage's ground: one namespace, elements made without markup, icons, words. Data never becomes HTML here.
(() => {
  "use strict";
  const S = (window.splitscreen ??= { stages: [] });

  // Filled paths on a 24-unit square; the geometry follows Material Icons (Apache-2.0).
  const ICONS = {
    play: "M8 5v14l11-7z",
    pause: "M7 5h4v14H7zm6 0h4v14h-4z",
    restart: "M12 5V1L7 6l5 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z",
    back: "M15.4 16.6 10.8 12l4.6-4.6L14 6l-6 6 6 6z",
    forward: "M8.6 16.6 13.2 12 8.6 7.4 10 6l6 6-6 6z",
    loop: "M7 7h10v3l4-4-4-4v4H5v6h2zm10 10H7v-3l-4 4 4 4v-4h12v-6h-2z",
    sound: "M3 9v6h4l5 5V4L7 9zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.5 4.5 0 0 0 2.5-4zM14 3.2v2.1a7 7 0 0 1 0 13.4v2.1a9 9 0 0 0 0-17.6z",
    silent: "M3 9v6h4l5 5V4L7 9zm17.6-.2-1.4-1.4-2.3 2.3-2.3-2.3-1.4 1.4 2.3 2.3-2.3 2.3 1.4 1.4 2.3-2.3 2.3 2.3 1.4-1.4-2.3-2.3z",
    full: "M7 14H5v5h5v-2H7zm-2-4h2V7h3V5H5zm12 7h-3v2h5v-5h-2zM14 5v2h3v3h2V5z",
    check: "M9 16.2 4.8 12l-1.4 1.4L9 19 21 7l-1.4-1.4z",
    warn: "M1 21h22L12 2zm12-3h-2v-2h2zm0-4h-2v-4h2z",
    close: "M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4l5.6 5.6L5 17.6 6.4 19l5.6-5.6 5.6 5.6 1.4-1.4-5.6-5.6z",
  };

  S.icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "stage-icon");
    svg.append(document.createElementNS(svg.namespaceURI, "path"));
    svg.firstChild.setAttribute("d", ICONS[name]);
    return svg;
  };

  S.setIcon = (svg, name) => set(svg.firstChild, "d", ICONS[name]);

  const set = (node, name, value) => {
    if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  };
  S.set = set;

  // el("button.stage-button", {title: "Play", onclick: f}, child, "text"): strings become text nodes.
  S.el = (kind, attributes = {}, ...children) => {
    const [tag, ...classes] = kind.split(".");
    const node = document.createElement(tag);
    if (classes.length) node.className = classes.join(" ");
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else set(node, name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  };

  S.button = (kind, label, onclick, ...children) =>
    S.el(`button.${kind}`, { type: "button", "aria-label": label, title: label, onclick }, ...children);

  S.text = (node, value) => {
    const string = value === null || value === undefined ? "" : String(value);
    if (node.textContent !== string) node.textContent = string;
  };

  S.show = (node, on) => {
    if (node.hidden === !!on) node.hidden = !on;
  };

  S.clamp = (value, low, high) => Math.min(high, Math.max(low, value));

  // 75.31 → "1:15.3"
  S.timecode = (seconds) => {
    const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
    return `${Math.floor(tenths / 600)}:${String(Math.floor((tenths % 600) / 10)).padStart(2, "0")}.${tenths % 10}`;
  };

  // t("queued_place", {place: 3}); an unknown key is shown as it is, so that it is seen and mended.
  S.speaker = (words) => {
    const language = (navigator.language || "en").toLowerCase().startsWith("ru") ? "ru" : "en";
    const book = (words && words[language]) || {};
    const t = (key, values = {}) =>
      (book[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
    t.language = language;
    t.has = (key) => key in book;
    return t;
  };
})();
