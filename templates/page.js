// What the page can do beyond being read: show the evidence of an item beside it, and show fewer items.
// All of it is made of what stands in the file; words of sources become text nodes, never markup.
(() => {
  "use strict";
  const root = document.documentElement;
  const layout = document.querySelector(".layout");
  const words = JSON.parse(document.getElementById("ui_words").textContent);
  const items = [...document.querySelectorAll(".item[data-source]")];

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // --- the evidence ---------------------------------------------------------------------------------------------

  let chosen = null; // the citation whose evidence is shown
  let pane = null;

  // Returns by paragraph the stretches that a citation is about; null stands for a whole paragraph. Places are counted
  // in characters, of which JavaScript takes some for two.
  const stretches = (link) => {
    const found = new Map();
    const item = link.closest(".item[data-at]");
    if (item && `#${item.dataset.source}` === link.getAttribute("href")) {
      for (const one of item.dataset.at.split(" ")) {
        const [paragraph, start, end] = one.split(/[:-]/).map(Number);
        found.set(paragraph, [start, end]);
      }
      return found;
    }
    for (const one of (link.textContent.split("¶")[1] ?? "").match(/\d+(–\d+)?/g) ?? []) {
      const [first, last] = one.split("–").map(Number);
      for (let number = first; number <= (last ?? first); number += 1) found.set(number, null);
    }
    return found;
  };

  const withMark = (paragraph, stretch) => {
    const letters = Array.from(paragraph.textContent);
    const [start, end] = stretch ?? [0, letters.length];
    const copy = paragraph.cloneNode(false);
    copy.classList.add("cited");
    const [before, marked, behind] = [[0, start], [start, end], [end]].map((at) => letters.slice(...at).join(""));
    copy.append(before, make("mark", {}, marked), behind);
    return copy;
  };

  const head = (link, source) => {
    const close = make("button", { type: "button" }, words.close);
    close.addEventListener("click", () => hide());
    const title = make("h2", { id: "ui_pane_title", tabindex: "-1" }, fill(words.title, { citation: link.textContent }));
    const number = make("a", { href: link.getAttribute("href"), class: "cite accent" }, source.id.match(/\d+/)[0]);
    const about = make("p", {}, number, " ", source.querySelector("summary span").cloneNode(true));
    return make("div", { class: "head" }, make("div", {}, title, about), close);
  };

  const why = (link) => {
    const item = link.closest(".item[data-at]");
    const told = item && document.getElementById(`${item.querySelector(".words").id}_why`);
    if (!told) return [];
    const lines = [...told.querySelectorAll("p")].map((line) => line.cloneNode(true));
    return [make("div", { class: "why" }, make("h3", {}, words.why), ...lines)];
  };

  // Shows the evidence of a citation; returns whether there is any.
  const show = (link) => {
    const source = document.getElementById(`${link.getAttribute("href").slice(1)}_text`);
    const cited = stretches(link);
    const shown = source ? [...source.querySelectorAll("[data-paragraph]")] : [];
    if (!shown.some((one) => cited.has(Number(one.dataset.paragraph)))) return false;
    const top = link.getBoundingClientRect().top;
    if (pane) hide();
    const text = make("div", { class: "text" });
    for (const one of shown) {
      const number = Number(one.dataset.paragraph);
      text.append(cited.has(number) ? withMark(one, cited.get(number)) : one.cloneNode(true));
    }
    const about = make("p", { class: "about" }, words.about);
    pane = make("aside", { id: "ui_pane", "aria-labelledby": "ui_pane_title", tabindex: "0" });
    pane.append(head(link, source), text, ...why(link), about);
    layout.append(pane);
    root.classList.add("with-pane");
    chosen = link;
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", "ui_pane");
    link.closest(".item")?.classList.add("chosen");
    settle(top);
    return true;
  };

  // Keeps the citation where it was, or above the pane where that covers it; scrolls the pane to the cited words.
  const settle = (top) => {
    window.scrollBy(0, chosen.getBoundingClientRect().top - top);
    const { bottom } = chosen.getBoundingClientRect();
    const edge = getComputedStyle(pane).position === "fixed" ? pane.getBoundingClientRect().top : window.innerHeight;
    if (bottom > edge - 12) window.scrollBy(0, bottom - edge + 12);
    const heading = pane.querySelector(".head").offsetHeight;
    pane.scrollTop = pane.querySelector("mark").offsetParent.offsetTop - heading - 8;
    const mark = pane.querySelector("mark").getBoundingClientRect();
    const box = pane.getBoundingClientRect();
    if (mark.top > box.bottom - 40) pane.scrollTop += mark.top - box.top - heading - 24;
    pane.querySelector("h2").focus({ preventScroll: true });
  };

  function hide(comeBack = true) {
    const top = chosen.getBoundingClientRect().top;
    pane.remove();
    root.classList.remove("with-pane");
    chosen.setAttribute("aria-expanded", "false");
    chosen.removeAttribute("aria-controls");
    chosen.closest(".item")?.classList.remove("chosen");
    window.scrollBy(0, chosen.getBoundingClientRect().top - top);
    if (comeBack) chosen.focus({ preventScroll: true });
    [pane, chosen] = [null, null];
  }

  const toggle = (link) => {
    if (link !== chosen) return show(link);
    hide();
    return true;
  };

  const citation = (element) => element.closest("main .cite:not(.number)");
  const selecting = () => !(window.getSelection()?.isCollapsed ?? true);

  for (const link of document.querySelectorAll("main .cite")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }
  for (const item of items) item.classList.add("choosable");

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = citation(event.target);
    const item = link ? null : event.target.closest("a") ? null : event.target.closest(".words")?.closest(".item[data-at]");
    if (link && toggle(link)) event.preventDefault();
    if (item && !selecting()) show(item.querySelector(`.cite[href="#${item.dataset.source}"]`));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pane) hide();
    const link = event.key === " " && citation(event.target);
    if (link) {
      event.preventDefault();
      if (!toggle(link)) link.click();
    }
  });

  // --- the filter -----------------------------------------------------------------------------------------------

  const speakers = (item) => (item.dataset.speakers ?? "").split("\n").filter(Boolean);
  const values = (pick) => [...new Set(items.flatMap(pick))];
  const order = new Intl.Collator(root.lang);
  const named = (id) => document.querySelector(`[id="${id}_text"] summary`).textContent;
  const choices = [
    [words.theme, words.all_themes, (item) => [item.dataset.theme].filter(Boolean), null, String],
    [words.source, words.all_sources, (item) => [item.dataset.source], (a, b) => a.slice(1) - b.slice(1), named],
    [words.speaker, words.all_speakers, speakers, order.compare, String],
  ].map(([label, all, pick, compare, name]) => {
    const found = compare ? values(pick).sort(compare) : values(pick);
    const options = found.map((value) => make("option", { value }, name(value)));
    const select = make("select", {}, make("option", { value: "" }, all), ...options);
    return { label: make("label", {}, label, select), select, pick };
  });
  const status = make("p", { role: "status" });
  const clear = make("button", { type: "button", hidden: "" }, words.clear);

  // Shows the items that fit all choices; what has no item of its own gives way while a choice holds.
  const filter = () => {
    const asked = choices.filter(({ select }) => select.value);
    const fits = (item) => asked.every(({ select, pick }) => pick(item).includes(select.value));
    if (pane) hide(false);
    for (const item of items) item.hidden = !fits(item);
    const left = items.filter((item) => !item.hidden);
    for (const section of document.querySelectorAll("main > section:not(#ui_evidence)")) {
      const kept = section.querySelector(".register") || section.querySelector(".item:not([hidden])");
      section.hidden = asked.length > 0 && !kept;
      for (const group of section.querySelectorAll("h3")) {
        group.hidden = asked.length > 0 && !group.nextElementSibling?.querySelector(".item:not([hidden])");
      }
    }
    clear.hidden = !asked.length;
    status.textContent = asked.length ? fill(words.shown, { shown: left.length, all: items.length }) : "";
  };

  if (items.length > 1) {
    const form = make("form", { id: "ui_filter", role: "search", "aria-label": words.filter });
    form.append(...choices.filter(({ select }) => select.options.length > 2).map(({ label }) => label), clear, status);
    form.addEventListener("change", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    const showAll = () => {
      for (const { select } of choices) select.value = "";
      filter();
    };
    clear.addEventListener("click", () => {
      showAll();
      form.querySelector("select").focus();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target?.closest("[hidden]")) showAll();
    });
    document.querySelector("main > section").before(form);
  }
})();
