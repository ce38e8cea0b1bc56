"use strict";
/* The page: what is chosen, and where everything goes. */
(() => {
  const { el, behind, terms } = Elements;
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.getElementById("main");
  const picker = document.getElementById("journey");
  const byId = new Map(data.journeys.map((journey) => [journey.id, journey]));
  const TABLES = new Set(["journeys", "kpis", "retention", "table", "funnel", "bars", "outcomes",
    "contributions", "reconciliation"]);

  function figureCard(figure, key) {
    const id = `${key}-${figure.name}${figure.id ? `-${figure.id}` : ""}`;
    const card = el("section", { class: `card${figure.shape ? ` ${figure.shape}` : ""}`, id, "aria-labelledby": `${id}-title` },
      el("h3", { id: `${id}-title` }, figure.title));
    if (!figure.chart) {
      card.append(el("p", { class: "empty" }, figure.empty), behind(data, figure, figure.title));
      return card;
    }
    card.append(el("p", { class: "headline" }, figure.headline));
    const isText = TABLES.has(figure.chart);
    const box = el("div", {
      class: `chart ${figure.chart}`, role: isText ? null : "img",
      "aria-label": isText ? null : `Chart: ${figure.title}. ${figure.headline} The table below has all figures.`,
    });
    card.append(box);
    if (figure.note) card.append(el("p", { class: "note" }, figure.note));
    const explained = terms(data, figure.terms);
    if (explained) card.append(explained);
    card.append(behind(data, figure, figure.title));
    pending.push(() => Charts[figure.chart](box, figure, data, page));
    return card;
  }

  function tileList(tiles, source, caption) {
    if (!tiles.length) return null;
    return el("div", {},
      el("ul", { class: "tiles" }, tiles.map((tile) => el("li", { class: "tile", "data-key": tile.key },
        el("span", { class: "label" }, tile.label),
        el("span", { class: "value" }, tile.value),
        el("span", { class: "said" }, tile.said),
        tile.change ? el("span", { class: `change ${tile.tone}` }, tile.change) : null,
        tile.detail ? el("span", { class: "detail" }, tile.detail) : null))),
      behind(data, source, caption));
  }

  function frictionCard(friction, key) {
    const id = `${key}-friction`;
    const card = el("section", { class: "card wide", id, "aria-labelledby": `${id}-title` },
      el("h3", { id: `${id}-title` }, "What costs most"));
    if (!friction.sentences.length) {
      card.append(el("p", { class: "empty" }, "Nothing stands out: no KPI is below its target, and no group of people gets stuck more than others."));
    }
    for (const [unit, title] of [["points", "Against targets, in points of the score"], ["entries", "Against the best group, in entries lost at a step"]]) {
      const told = friction.sentences.filter((point) => point.unit === unit);
      if (!told.length) continue;
      card.append(el("h4", {}, title), el("ol", { class: "friction" }, told.map((point) =>
        el("li", { class: point.sure ? "sure" : "unsure" }, el("span", { class: `badge ${point.sure ? "bad" : "plain"}` },
          point.sure ? "beyond chance" : "may be chance"), el("span", { class: "sentence" }, point.text)))));
    }
    card.append(behind(data, friction, "What costs most"));
    return card;
  }

  function sectionPart(section, key, extra = []) {
    return el("section", { class: "part", id: key, "aria-labelledby": `${key}-heading` },
      el("h2", { id: `${key}-heading` }, section.title), el("p", { class: "lead" }, section.lead),
      extra, el("div", { class: "cards" }, section.figures.map((figure) => figureCard(figure, key))));
  }

  let pending = [];
  function flush() {
    for (const act of pending) act();
    pending = [];
  }

  function journeyPart(journey) {
    const part = el("div", { id: "journey-part", "data-journey": journey.id });
    part.append(el("section", { class: "part", id: "overview", "aria-labelledby": "overview-heading" },
      el("h2", { id: "overview-heading" }, journey.name),
      el("p", { class: "lead" }, journey.about),
      tileList(journey.tiles, journey.behind_tiles, `Tiles of ${journey.name}`)));
    for (const section of journey.sections) {
      const built = sectionPart(section, section.key);
      if (section.key === "score") built.lastChild.append(frictionCard(journey.friction, section.key));
      part.append(built);
    }
    return part;
  }

  const page = {
    has: (id) => byId.has(id),
    show(id, quietly = false) {
      const journey = byId.get(id);
      if (!journey) return;
      const old = document.getElementById("journey-part");
      Charts.forget(old);
      const part = journeyPart(journey);
      old.replaceWith(part);
      flush();
      picker.value = id;
      for (const row of document.querySelectorAll("tr[data-journey]")) {
        row.classList.toggle("chosen", row.dataset.journey === id);
      }
      if (!quietly) {
        history.replaceState(null, "", `#journey=${encodeURIComponent(id)}`);
        document.getElementById("announcer").textContent = `Showing the journey ${journey.name}`;
      }
    },
  };

  function flowsPart() {
    const part = el("section", { class: "part", id: "flows", "aria-labelledby": "flows-heading" },
      el("h2", { id: "flows-heading" }, "What people do before and after"),
      el("p", { class: "lead" }, "The ways from one event to the next, whatever journey they belong to."));
    if (!data.flows.length) {
      part.append(el("p", { class: "card empty" }, "No flow is defined, or nobody has done what they follow: flows are rows in seeds/flows/flows.csv."));
    }
    part.append(el("div", { class: "cards" }, data.flows.map((flow) =>
      figureCard({ ...flow.figure, id: flow.id }, "flows"))));
    if (data.flows_cut) part.append(el("p", { class: "note" }, `${data.flows_cut} more flows are in the table rpt_flow_edges.`));
    return part;
  }

  function glossaryPart() {
    return el("section", { class: "part", id: "words", "aria-labelledby": "words-heading" },
      el("h2", { id: "words-heading" }, "Words"),
      el("dl", { class: "card glossary" }, Object.entries(data.glossary).map(([term, text]) =>
        el("div", {}, el("dt", {}, term), el("dd", {}, text)))));
  }

  function build() {
    for (const journey of data.journeys) picker.append(el("option", { value: journey.id }, journey.name));
    const all = el("section", { class: "part", id: "all", "aria-labelledby": "all-journeys-title" },
      el("div", { class: "cards" }, figureCard(data.overview, "all")));
    if (data.journeys_cut) all.append(el("p", { class: "note" },
      `The ${data.journeys.length} journeys with the most entries have a page of their own here; ${data.journeys_cut} more are in the table only.`));
    const whole = sectionPart(data.whole, "whole", tileList(data.whole.tiles, data.whole.behind_tiles, "Score of the whole way"));
    whole.lastChild.append(frictionCard(data.whole.friction, "whole"));
    main.append(all, el("div", { id: "journey-part" }), whole, sectionPart(data.kpis, "kpis"),
      sectionPart(data.back, "back"), flowsPart(), sectionPart(data.trust, "trust"), glossaryPart());
    flush();
    const parts = [["all", "All journeys"], ["overview", "This journey"], ["steps", "Steps"], ["leaving", "Leaving"],
      ["who", "Who converts"], ["whole", "Score"], ["kpis", "KPIs"], ["back", "Coming back"], ["flows", "Flows"],
      ["trust", "Trust"], ["words", "Words"]];
    document.getElementById("parts").append(...parts.map(([key, name]) =>
      el("li", {}, el("a", { href: `#${key}`, on: { click: (event) => {
        const target = document.getElementById(key);
        if (!target) return;
        event.preventDefault();
        target.scrollIntoView();
        target.querySelector("h2, h3").setAttribute("tabindex", "-1");
        target.querySelector("h2, h3").focus({ preventScroll: true });
      } } }, name))));
  }

  function setUpTheme() {
    const button = document.getElementById("theme");
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const root = document.documentElement;
    const tell = () => {
      const isDark = (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
      button.setAttribute("aria-pressed", String(isDark));
    };
    button.addEventListener("click", () => {
      root.dataset.theme = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
      tell();
    });
    dark.addEventListener("change", tell);
    tell();
  }

  setUpTheme();
  document.getElementById("print").addEventListener("click", () => print());
  picker.addEventListener("change", () => page.show(picker.value));
  build();
  const asked = () => decodeURIComponent((location.hash.match(/^#journey=(.*)$/) || [])[1] || "");
  addEventListener("hashchange", () => page.show(asked()));
  if (data.journeys.length) page.show(byId.has(asked()) ? asked() : data.journeys[0].id, true);
  document.documentElement.dataset.ready = "true";
})();
