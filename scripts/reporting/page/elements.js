"use strict";
/* Pieces of the page. Text from the data goes in as text, never as markup. */
const Elements = (() => {
  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === false || value === null || value === undefined) continue;
      if (name === "class") node.className = value;
      else if (name === "on") for (const [type, act] of Object.entries(value)) node.addEventListener(type, act);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  }

  const NUMBERS = new Set(["whole", "percent", "points", "duration", "unit", "signed", "times", "ratio"]);

  function write(data, column, value, row) {
    const format = (data.columns[column] || [column, "text"])[1];
    if (value === null || value === undefined) return Format.NOTHING;
    if (format === "word") return data.codes[value] || data.special[value] || String(value);
    if (format === "named") return data.special[value] || String(value);
    return Format[format](value, row);
  }

  const label = (data, column) => (data.columns[column] || [column])[0];

  function spark(values) {
    const known = values.filter((value) => value !== null);
    if (known.length < 2) return document.createTextNode(Format.NOTHING);
    const low = Math.min(...known), span = Math.max(...known) - low || 1;
    const points = values.map((value, i) => value === null ? null :
      `${(2 + (i * 76) / (values.length - 1)).toFixed(1)},${(20 - ((value - low) / span) * 16).toFixed(1)}`);
    const NS = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("viewBox", "0 0 80 24");
    svg.setAttribute("class", "spark");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(NS, "polyline");
    line.setAttribute("points", points.filter(Boolean).join(" "));
    svg.append(line);
    return svg;
  }

  function table(data, figure, caption) {
    const shown = figure.columns
      .map((name, at) => ({ name, at, format: (data.columns[name] || ["", "text"])[1] }))
      .filter((column) => column.format !== "hidden");
    const kind = (column) => (NUMBERS.has(column.format) ? "number" : "");
    const body = figure.rows.map((cells) => {
      const row = Object.fromEntries(figure.columns.map((name, at) => [name, cells[at]]));
      return el("tr", {}, shown.map((column, place) => {
        const value = cells[column.at];
        const said = column.format === "spark" && value ? spark(value) : write(data, column.name, value, row);
        return el(place ? "td" : "th", { scope: place ? null : "row", class: kind(column) }, said);
      }));
    });
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${caption}` },
      el("table", {},
        el("caption", {}, caption),
        el("thead", {}, el("tr", {}, shown.map((column) =>
          el("th", { scope: "col", class: kind(column) }, label(data, column.name))))),
        el("tbody", {}, body)));
  }

  function disclosure(title, kind, fill) {
    const box = el("details", { class: kind }, el("summary", {}, title));
    box.addEventListener("toggle", () => {
      if (box.open && box.children.length === 1) box.append(fill());
    });
    return box;
  }

  function sql(text, caption) {
    const code = el("pre", { tabindex: "0", role: "region", "aria-label": `SQL: ${caption}` }, el("code", {}, text));
    const copy = el("button", { type: "button", class: "small" }, "Copy");
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        copy.textContent = "Selected: press Ctrl+C";
      }
    });
    return el("div", { class: "query" }, code, copy);
  }

  /* The table and the SQL of a figure, each behind a click. */
  function behind(data, figure, caption) {
    return el("div", { class: "behind" },
      disclosure("Table", "behind-table", () => table(data, figure, caption)),
      disclosure("SQL", "behind-sql", () => sql(figure.sql, caption)));
  }

  let explained = 0;
  function terms(data, names) {
    const known = names.filter((name) => data.glossary[name]);
    if (!known.length) return null;
    return el("p", { class: "terms" }, el("span", {}, "What is meant by "), known.map((name) => {
      explained += 1;
      const id = `term-${explained}`;
      const box = el("span", { id, popover: "auto", class: "meaning", role: "note" },
        el("strong", {}, name), el("span", {}, data.glossary[name]));
      return el("span", {}, el("button", { type: "button", class: "term", popovertarget: id }, name), box);
    }));
  }

  return { el, write, label, table, behind, terms, spark };
})();
