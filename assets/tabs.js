// Which tab the visitor is at, told to the server only once the page has arrived: Gradio opens its first tab by itself,
// before the address is read, and a click made before then must not be lost.
window.splitscreenTabs = {
  arrived: false,
  wish: "",

  /** A tab was opened; the value for the hidden field that tells the server, which stays empty until `arrive`. */
  went(tab) {
    if (this.arrived) return tab;
    if (this.wish || tab !== "compare") this.wish = tab;
    return "";
  },

  /** The server has read the address, which asks for this tab; a click made meanwhile counts for more. */
  arrive(asked) {
    this.arrived = true;
    const tab = this.wish || asked;
    this.open(tab, 20);
    return tab;
  },

  /** Open a tab, again should Gradio's tabs settle on their first one after they were told. */
  open(tab, tries) {
    const found = document.querySelector(`[role=tab][data-tab-id="${tab}"]`);
    if (found?.getAttribute("aria-selected") === "true" || !tries) return;
    found?.click();
    setTimeout(() => this.open(tab, tries - 1), 150);
  },
};
