"use strict";
/* How figures are drawn: `Charts[kind](box, figure, data, page)` fills a box. Colours are the
   style's variables, so that dark mode and print need no drawing again. */
const Charts = (() => {
  const { el, write, spark } = Elements;
  const ink = (name) => `var(--${name})`;
  const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const records = (figure) => figure.rows.map((cells) =>
    Object.fromEntries(figure.columns.map((name, at) => [name, cells[at]])));
  const living = new Map();
  const FONT = getComputedStyle(document.body).fontFamily;

  const END_COLOURS = {
    ends_converted: "good", ends_completed: "teal", ends_exit_event: "bad", ends_opted_out: "violet",
    ends_restarted: "amber", ends_inactive: "slate", ends_window_elapsed: "clay", ends_journey_ended: "mute",
  };

  /* ---- charts drawn by the library ---- */

  function draw(box, height, option) {
    const holder = el("div", { class: "canvas", style: `height:${height}px` });
    box.append(holder);
    const chart = echarts.init(holder, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: 12, color: ink("soft") },
      ...option,
    });
    const svg = holder.querySelector("svg");
    const fit = () => svg.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    fit();
    const watcher = new ResizeObserver(() => {
      if (!matchMedia("print").matches && holder.clientWidth && holder.clientWidth !== chart.getWidth()) {
        chart.resize();
        fit();
      }
    });
    watcher.observe(holder);
    living.set(holder, { chart, watcher, fit });
    return chart;
  }

  /* Paper has its own width: charts are laid out for it, and back afterwards. */
  const PAPER = { wide: 660, half: 318 };

  function layOut(onPaper) {
    for (const [holder, { chart, fit }] of living) {
      const width = holder.closest(".wide") ? PAPER.wide : PAPER.half;
      chart.resize(onPaper ? { width } : { width: "auto" });
      chart.getZr().flush();
      fit();
    }
  }
  addEventListener("beforeprint", () => layOut(true));
  addEventListener("afterprint", () => layOut(false));

  function forget(root) {
    for (const [holder, { chart, watcher }] of living) {
      if (root.contains(holder)) {
        watcher.disconnect();
        chart.dispose();
        living.delete(holder);
      }
    }
  }

  const tip = (formatter, trigger = "axis") => ({
    trigger, confine: true, formatter, axisPointer: { type: trigger === "axis" ? "shadow" : "none",
      shadowStyle: { color: ink("shade") }, label: { show: false } },
    backgroundColor: ink("card"), borderColor: ink("rule"), extraCssText: "box-shadow:0 4px 16px #0003",
    textStyle: { color: ink("ink"), fontSize: 12 },
  });
  const lines = (title, parts) => `<b>${escape(title)}</b>` +
    parts.map(([name, value]) => `<br>${escape(name)}: <b>${escape(value)}</b>`).join("");
  const category = (names, more = {}) => ({
    type: "category", data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: ink("rule") } },
    axisLabel: { color: ink("soft"), hideOverlap: true }, ...more,
  });
  const amount = (more = {}) => ({
    type: "value", splitLine: { lineStyle: { color: ink("rule") } }, splitNumber: 4, minInterval: 1,
    axisLabel: { color: ink("soft"), formatter: (value) => Format.fixed(value, 0) }, ...more,
  });
  const named = (name) => ({
    name, nameLocation: "end", nameGap: 12,
    nameTextStyle: { color: ink("soft"), align: "left", padding: [0, 0, 0, -34] },
  });
  const legend = (names, more = {}) => ({
    top: 0, left: 0, type: "plain", itemWidth: 12, itemHeight: 8, itemGap: 12, data: names,
    textStyle: { color: ink("soft"), fontSize: 12 }, ...more,
  });
  const still = { emphasis: { disabled: true }, silent: false };
  const dot = { symbol: "circle", symbolSize: 9 };

  function band(low, high, colour, axes = {}) {
    const shared = { type: "line", stack: `band ${colour}`, symbol: "none", silent: true,
      lineStyle: { opacity: 0 }, emphasis: { disabled: true }, tooltip: { show: false }, ...axes };
    return [
      { ...shared, name: "low", data: low },
      { ...shared, name: "high", areaStyle: { color: ink(colour), opacity: 0.18 },
        data: high.map((value, i) => (value === null ? null : value - low[i])) },
    ];
  }

  function weekly(box, figure) {
    const rows = records(figure).reverse();
    const weeks = rows.map((row) => Format.shortDate(row.week_start));
    const share = (name) => rows.map((row) => (row[name] === null ? null : row[name] * 100));
    const top = Math.min(100, Math.max(20, Math.ceil(Math.max(...share("rate_high")) / 20) * 20));
    draw(box, 340, {
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      tooltip: tip((points) => {
        const row = rows[points[0].dataIndex];
        return lines(`Week from ${Format.date(row.week_start)}`, [
          ["Entries", Format.whole(row.entries)],
          ["Converted", `${Format.whole(row.settled_conversions)} of ${Format.whole(row.settled_entries)} settled`],
          ["Rate", row.conversion_rate === null ? Format.NOTHING :
            `${Format.percent(row.conversion_rate)} (${Format.percent(row.rate_low)} to ${Format.percent(row.rate_high)})`],
        ]);
      }),
      grid: [{ left: 48, right: 12, top: 30, height: 110 }, { left: 48, right: 12, top: 190, height: 116 }],
      xAxis: [category(weeks, { axisLabel: { show: false } }), category(weeks, { gridIndex: 1 })],
      yAxis: [
        amount({ ...named("Entries"), splitNumber: 3 }),
        amount({ ...named("Share that converted"), gridIndex: 1, min: 0, max: top, interval: top / 4,
          axisLabel: { color: ink("soft"), formatter: "{value}%" } }),
      ],
      series: [
        { type: "bar", name: "Entries", data: rows.map((row) => row.entries), barMaxWidth: 22,
          itemStyle: { color: ink("accent"), borderRadius: [2, 2, 0, 0] }, ...still },
        ...band(share("rate_low"), share("rate_high"), "good", { xAxisIndex: 1, yAxisIndex: 1 }),
        { type: "line", name: "Rate", xAxisIndex: 1, yAxisIndex: 1, data: share("conversion_rate"),
          symbol: "circle", symbolSize: 5, lineStyle: { color: ink("good"), width: 2 },
          itemStyle: { color: ink("good") }, ...still },
      ],
    });
  }

  function stock(box, figure, data) {
    const rows = records(figure).reverse();
    const ends = figure.columns.filter((name) =>
      name.startsWith("ends_") && rows.some((row) => row[name]));
    const label = (name) => Elements.label(data, name);
    draw(box, 340, {
      tooltip: tip((points) => {
        const row = rows[points[0].dataIndex];
        return lines(`Week from ${Format.date(row.week_start)}`, [
          ["At the start", Format.whole(row.opening)], ["Entered", Format.whole(row.entries)],
          ...ends.map((name) => [label(name), Format.whole(row[name])]),
          ["At the end", Format.whole(row.closing)],
        ]);
      }),
      legend: legend(["Entered", ...ends.map(label), "In the journey"]),
      grid: { left: 48, right: 12, top: 64, bottom: 26 },
      xAxis: category(rows.map((row) => Format.shortDate(row.week_start)), { axisLine: { onZero: false } }),
      yAxis: amount(),
      series: [
        { type: "bar", stack: "flow", name: "Entered", data: rows.map((row) => row.entries), barMaxWidth: 22,
          itemStyle: { color: ink("accent") }, ...still },
        ...ends.map((name) => ({
          type: "bar", stack: "flow", name: label(name), data: rows.map((row) => -row[name]), barMaxWidth: 22,
          itemStyle: { color: ink(END_COLOURS[name]) }, ...still,
        })),
        { type: "line", name: "In the journey", data: rows.map((row) => row.closing), symbol: "circle", symbolSize: 4,
          lineStyle: { color: ink("ink"), width: 2 }, itemStyle: { color: ink("ink") }, ...still },
      ],
    });
  }

  const hundred = (more = {}) => amount({ min: 0, max: 100, interval: 25, ...more });

  /* Rows of a line between two values, with dots on it. */
  function ranges(box, rows, option) {
    const wide = box.clientWidth > 520;
    const room = wide ? 190 : 120;
    draw(box, 46 + rows.length * 26 + (option.legend ? 26 : 0), {
      tooltip: tip((point) => lines(rows[point.dataIndex].name, rows[point.dataIndex].said), "item"),
      legend: option.legend,
      grid: { left: room, right: 26, top: option.legend ? 34 : 8, bottom: 28 },
      xAxis: option.axis,
      yAxis: category(rows.map((row) => row.name), {
        inverse: true, axisLine: { show: false },
        axisLabel: { color: ink("ink"), width: room - 12, overflow: "truncate", interval: 0 },
      }),
      series: [
        { type: "custom", silent: true, data: rows.map((row, at) => [row.from, row.to, at]), encode: { x: [0, 1], y: 2 },
          renderItem: (params, api) => {
            const [x1, y] = api.coord([api.value(0), api.value(2)]);
            const [x2] = api.coord([api.value(1), api.value(2)]);
            return { type: "line", shape: { x1, y1: y, x2, y2: y },
              style: { stroke: ink("range"), lineWidth: 5, lineCap: "round" } };
          } },
        ...option.dots.map((kind) => ({
          type: "scatter", name: kind.name, ...dot, ...still, itemStyle: { color: ink(kind.colour) },
          data: rows.map((row) => row[kind.key]),
        })),
      ],
    });
  }

  const shares = { ...amount({ min: 0, axisLabel: { color: ink("soft"), formatter: "{value}%", hideOverlap: true } }) };

  /* Long and short times on one axis: each mark is a familiar span. */
  const MARKS = [1, 10, 60, 600, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400, 365 * 86400];
  const MARK_NAMES = ["1 s", "10 s", "1 min", "10 min", "1 h", "6 h", "1 day", "1 week", "30 days", "1 year"];

  function times(box, figure) {
    const place = (seconds) => Math.log10(Math.max(1, seconds));
    const rows = records(figure).map((row) => ({
      name: row.step_name, from: place(row.median_seconds), to: place(row.p90_seconds),
      half: place(row.median_seconds), most: place(row.p90_seconds),
      said: [["After", row.from_step_name ?? Format.NOTHING], ["Half within", Format.duration(row.median_seconds)],
        ["Nine of ten within", Format.duration(row.p90_seconds)]],
    }));
    const low = Math.min(...rows.map((row) => row.from)), high = Math.max(...rows.map((row) => row.to));
    const first = Math.max(0, MARKS.findLastIndex((mark) => place(mark) <= low));
    const last = MARKS.findIndex((mark) => place(mark) >= high);
    const marks = MARKS.slice(first, (last < 0 ? MARKS.length - 1 : last) + 1).map(place);
    ranges(box, rows, {
      legend: legend(["Half within", "Nine of ten within"]),
      axis: { type: "value", min: marks[0], max: Math.max(high, marks[marks.length - 1]),
        splitLine: { customValues: marks, lineStyle: { color: ink("rule") } }, axisTick: { customValues: marks },
        axisLabel: { customValues: marks, color: ink("soft"), hideOverlap: true,
          formatter: (value) => MARK_NAMES[MARKS.findIndex((mark) => Math.abs(place(mark) - value) < 1e-6)] ?? "" } },
      dots: [{ name: "Half within", key: "half", colour: "accent" },
        { name: "Nine of ten within", key: "most", colour: "amber" }],
    });
  }

  function segments(box, figure, data) {
    const all = records(figure);
    for (const kind of [...new Set(all.map((row) => row.segment_kind))]) {
      box.append(el("h4", {}, `By ${data.codes[kind].toLowerCase()}`));
      ranges(box, all.filter((row) => row.segment_kind === kind).map((row) => ({
        name: write(data, "segment_value", row.segment_value, row),
        from: row.rate_low * 100, to: row.rate_high * 100, rate: row.conversion_rate * 100,
        said: [["Converted", `${Format.whole(row.settled_conversions)} of ${Format.whole(row.settled_entries)}`],
          ["Rate", Format.percent(row.conversion_rate)],
          ["95% interval", `${Format.percent(row.rate_low)} to ${Format.percent(row.rate_high)}`]],
      })), { axis: { ...shares, max: Math.ceil(Math.max(...all.map((row) => row.rate_high)) * 10) * 10 },
        dots: [{ name: "Rate", key: "rate", colour: "accent" }] });
    }
  }

  function drivers(box, figure) {
    const rows = records(figure).map((row) => ({
      name: row.driver_value === null ? row.driver : `${row.driver} = ${row.driver_value}`,
      from: row.rate_without * 100, to: row.rate_with * 100,
      without: row.rate_without * 100, with: row.rate_with * 100,
      said: [["With it", `${Format.percent(row.rate_with)} (${Format.percent(row.rate_with_low)} to ${Format.percent(row.rate_with_high)})`],
        ["Without it", Format.percent(row.rate_without)], ["Entries with it", Format.whole(row.entries_with)]],
    }));
    ranges(box, rows, {
      legend: legend(["Converted with it", "Converted without it"]),
      axis: { ...shares, max: 100, interval: 25 },
      dots: [{ name: "Converted without it", key: "without", colour: "slate" },
        { name: "Converted with it", key: "with", colour: "accent" }],
    });
  }

  function stages(box, figure) {
    const rows = records(figure).filter((row) => row.stage_score !== null).map((row) => ({
      name: row.stage_name, from: row.interval_low, to: row.interval_high, score: row.stage_score,
      said: [["Score", `${Format.points(row.stage_score)} of 100`],
        ["95% interval", `${Format.points(row.interval_low)} to ${Format.points(row.interval_high)}`],
        ["Weight", Format.percent(row.effective_weight)]],
    }));
    if (!rows.length) return;
    ranges(box, rows, { axis: hundred(), dots: [{ name: "Score", key: "score", colour: "accent" }] });
  }

  function trend(box, figure) {
    const rows = records(figure).reverse();
    draw(box, 260, {
      tooltip: tip((points) => {
        const row = rows[points[0].dataIndex];
        return lines(Format.month(row.period_start), [["Score", Format.points(row.score)],
          ["95% interval", `${Format.points(row.interval_low)} to ${Format.points(row.interval_high)}`],
          ["Change", Format.signed(row.score_change)]]);
      }),
      grid: { left: 40, right: 16, top: 14, bottom: 26 },
      xAxis: category(rows.map((row) => Format.shortMonth(row.period_start))),
      yAxis: hundred(),
      series: [
        ...band(rows.map((row) => row.interval_low), rows.map((row) => row.interval_high), "accent"),
        { type: "line", name: "Score", data: rows.map((row) => row.score), symbol: "circle", symbolSize: 7,
          lineStyle: { color: ink("accent"), width: 2 }, itemStyle: { color: ink("accent") }, ...still,
          label: { show: rows.length <= 12, position: "top", color: ink("ink"),
            formatter: (point) => (point.value === null ? "" : Format.points(point.value)) } },
      ],
    });
  }

  function sankey(box, nodes, links, height) {
    const holder = el("div", { class: "wide-chart" });
    box.append(holder);
    draw(holder, height, {
      tooltip: tip((point) => (point.dataType === "edge"
        ? lines(`${point.data.said[0]} → ${point.data.said[1]}`, [[point.data.unit, Format.whole(point.value)],
          ["Of those at the first", Format.percent(point.data.share)]])
        : lines(point.data.said, [[point.data.unit, Format.whole(point.data.total)]])), "item"),
      series: [{
        type: "sankey", left: 6, right: 160, top: 8, bottom: 8, nodeWidth: 14, nodeGap: 12, draggable: false,
        emphasis: { disabled: true }, layoutIterations: 64, data: nodes, links,
        lineStyle: { curveness: 0.5, opacity: 0.32 },
        label: { color: ink("ink"), fontSize: 12, width: 148, overflow: "truncate",
          formatter: (point) => `${Format.whole(point.data.total)} ${point.data.said}` },
      }],
    });
  }

  const FATES = { "(converted)": "good", "(completed)": "teal", "(left)": "bad", "(active)": "amber", "(further)": "slate" };

  function paths(box, figure, data) {
    const rows = records(figure);
    const nodes = new Map();
    const node = (depth, name, total) => {
      const key = FATES[name] ? name : `${depth}|${name}`;
      if (!nodes.has(key)) {
        nodes.set(key, { name: key, said: data.special[name] || name, unit: "Entries", total,
          itemStyle: { color: ink(FATES[name] || "accent"), borderWidth: 0 } });
      }
      return key;
    };
    const links = rows.map((row) => ({
      source: node(row.depth, row.from_name, row.from_entries),
      target: node(row.depth + 1, row.to_name, row.to_entries),
      value: row.entries, share: row.share_of_from, unit: "Entries",
      said: [row.from_name, data.special[row.to_name] || row.to_name],
      lineStyle: { color: ink(FATES[row.to_name] || "accent") },
    }));
    sankey(box, [...nodes.values()], links, 120 + 26 * Math.min(14, nodes.size));
  }

  function flow(box, figure, data) {
    const colours = { event: "accent", other: "slate", drop_off: "bad" };
    const nodes = new Map();
    const back = figure.direction === "previous";
    const rows = records(figure);
    const deepest = Math.max(...rows.map((row) => row.node_depth));
    const node = (key, name, kind, total, depth) => {
      if (!nodes.has(key)) {
        nodes.set(key, { name: key, depth: back ? deepest - depth : depth, said: data.special[name] || name, unit: "Times", total,
          itemStyle: { color: ink(colours[kind]), borderWidth: 0 } });
      }
      return key;
    };
    const links = rows.map((row) => {
      const near = node(row.from_node, row.from_event, row.from_kind, row.from_occurrences, row.node_depth - 1);
      const far = node(row.to_node, row.to_event, row.to_kind, row.to_occurrences, row.node_depth);
      const said = [data.special[row.from_event] || row.from_event, data.special[row.to_event] || row.to_event];
      return { source: back ? far : near, target: back ? near : far, value: row.occurrences, unit: "Times",
        share: row.share_of_from, said: back ? said.reverse() : said,
        lineStyle: { color: ink(colours[row.to_kind]) } };
    });
    sankey(box, [...nodes.values()], links, 440);
  }

  function lifecycle(box, figure) {
    const rows = records(figure).reverse();
    const kinds = [["new_users", "New", "good", 1], ["returning_users", "Here the week before too", "accent", 1],
      ["resurrected_users", "Back after a break", "teal", 1], ["dormant_users", "Gone since the week before", "bad", -1]];
    draw(box, 320, {
      tooltip: tip((points) => {
        const row = rows[points[0].dataIndex];
        return lines(`Week from ${Format.date(row.week_start)}`,
          [["Active", Format.whole(row.active_users)], ...kinds.map(([key, name]) => [name, Format.whole(row[key])])]);
      }),
      legend: legend(kinds.map((kind) => kind[1])),
      grid: { left: 48, right: 12, top: 52, bottom: 26 },
      xAxis: category(rows.map((row) => Format.shortDate(row.week_start)), { axisLine: { onZero: false } }),
      yAxis: amount(),
      series: kinds.map(([key, name, colour, sign]) => ({
        type: "bar", stack: "people", name, data: rows.map((row) => sign * row[key]), barMaxWidth: 30,
        itemStyle: { color: ink(colour) }, ...still,
      })),
    });
  }

  function freshness(box, figure) {
    const rows = records(figure);
    draw(box, 200, {
      tooltip: tip((points) => {
        const row = rows[points[0].dataIndex];
        return lines(Format.date(row.event_date), [["Events", Format.whole(row.events)]]);
      }),
      grid: { left: 52, right: 12, top: 12, bottom: 26 },
      xAxis: category(rows.map((row) => Format.shortDate(row.event_date))),
      yAxis: amount(),
      series: [{ type: "bar", name: "Events", data: rows.map((row) => row.events), barCategoryGap: "20%",
        itemStyle: { color: ink("accent") }, ...still }],
    });
  }

  /* ---- charts made of text and boxes ---- */

  const bar = (parts) => el("span", { class: "track", "aria-hidden": "true" },
    parts.filter(([share]) => share > 0).map(([share, kind]) => el("span", { class: `fill ${kind}`, style: `width:${share * 100}%` })));

  const unseen = (text) => el("span", { class: "unseen" }, text);

  function funnel(box, figure) {
    const rows = records(figure);
    const most = Math.max(1, ...rows.map((row) => row.entries_reaching));
    box.append(el("ol", { class: "bars funnel" },
      el("li", { class: "head", "aria-hidden": "true" }, el("span", { class: "name" }), el("span", {}),
        el("span", { class: "figures" }, el("span", { class: "count" }, "Entries"),
          el("span", { class: "share" }, "Of the start"), el("span", { class: "lost" }, "Left here"))),
      rows.map((row, place) => el("li", { "data-step": row.step_id },
        el("span", { class: "name" }, row.step_name),
        bar([[row.entries_reaching / most, place === rows.length - 1 ? "good" : "accent"]]),
        el("span", { class: "figures" },
          el("b", { class: "count" }, Format.whole(row.entries_reaching), unseen(" entries")),
          el("span", { class: "share" }, Format.percent(row.share_of_entries), unseen(" of the start")),
          el("span", { class: "lost" }, row.left_here
            ? [Format.percent(row.share_left), unseen(" left here without converting")] : ""))))));
  }

  const BAR_COLOURS = { exits: "bad", next_events: "accent", blocked: "amber", rejected: "bad" };

  function bars(box, figure, data) {
    const [name, value, share] = figure.columns;
    const rows = records(figure);
    const most = Math.max(1, ...rows.map((row) => row[value]));
    const isShare = share && data.columns[share][1] === "percent";
    box.append(el("ol", { class: "bars" }, rows.map((row) => el("li", {},
      el("span", { class: "name" }, write(data, name, row[name], row)),
      bar([[row[value] / most, BAR_COLOURS[figure.name] || "accent"]]),
      el("span", { class: "figures" }, el("b", { class: "count" }, Format.whole(row[value])),
        isShare ? el("span", { class: "share" }, Format.percent(row[share])) : null)))));
  }

  function outcomes(box, figure, data) {
    const rows = records(figure).filter((row) => row.channel === "(all)" && row.platform === "(all)");
    for (const step of new Set(rows.map((row) => row.step_name))) {
      box.append(el("h4", {}, step), el("ol", { class: "bars" },
        rows.filter((row) => row.step_name === step).map((row) => el("li", {},
          el("span", { class: "name" }, write(data, "outcome", row.outcome, row)),
          bar([[Math.min(1, row.share_of_entries_reaching ?? 0), row.outcome === "failed" ? "bad" : "accent"]]),
          el("span", { class: "figures" }, el("b", { class: "count" }, Format.whole(row.message_count)),
            el("span", { class: "share" }, Format.percent(row.share_of_entries_reaching)))))));
    }
  }

  function contributions(box, figure) {
    const rows = records(figure).filter((row) => row.availability === "available");
    const most = Math.max(1, ...rows.map((row) => row.contribution + row.opportunity));
    box.append(
      el("p", { class: "key" }, el("span", { class: "swatch accent" }), "points it gives ",
        el("span", { class: "swatch gap" }), "points it leaves"),
      el("ol", { class: "bars" }, rows.map((row) => el("li", {},
        el("span", { class: "name" }, row.kpi_name,
          el("small", {}, `${Format.unit(row.raw_value, row)}, target ${Format.unit(row.target_value, row)}`)),
        bar([[row.contribution / most, "accent"], [row.opportunity / most, "gap"]]),
        el("span", { class: "figures" }, el("b", { class: "count" }, Format.points(row.contribution)),
          el("span", { class: "share" }, `leaves ${Format.points(row.opportunity)}`))))));
    const absent = records(figure).filter((row) => row.availability !== "available").map((row) => row.kpi_name);
    if (absent.length) box.append(el("p", { class: "note" }, `Left out for lack of data: ${absent.join(", ")}.`));
  }

  function reconciliation(box, figure, data) {
    const rows = records(figure).filter((row) => row.raw_rows);
    box.append(
      el("p", { class: "key" }, el("span", { class: "swatch good" }), "accepted ",
        el("span", { class: "swatch amber" }), "duplicates ", el("span", { class: "swatch bad" }), "rejected"),
      el("ol", { class: "bars" }, rows.map((row) => el("li", {},
        el("span", { class: "name" }, `${row.source}: ${write(data, "entity", row.entity, row).toLowerCase()}`),
        bar([[row.accepted_rows / row.raw_rows, "good"], [row.duplicate_rows / row.raw_rows, "amber"],
          [row.rejected_rows / row.raw_rows, "bad"]]),
        el("span", { class: "figures" }, el("b", { class: "count" }, Format.whole(row.raw_rows)),
          el("span", { class: "share" }, `${Format.percent(row.accepted_rows / row.raw_rows)} accepted`))))));
  }

  const FEW = 30; // people of a cohort; the shares of fewer jump about

  function retention(box, figure) {
    const rows = records(figure);
    const cohorts = [...new Set(rows.map((row) => row.cohort_start))];
    const weeks = Math.max(...rows.map((row) => row.period_number));
    const most = Math.max(0.01, ...rows.filter((row) => row.period_number && row.cohort_users >= FEW)
      .map((row) => row.retention_rate || 0));
    const at = new Map(rows.map((row) => [`${row.cohort_start} ${row.period_number}`, row]));
    const numbers = Array.from({ length: weeks + 1 }, (_, number) => number);
    box.append(el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Retention by week" },
      el("table", { class: "heat" },
        el("caption", { class: "unseen" }, "Share of people active again, by the week of their first activity"),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "First active in the week from"),
          el("th", { scope: "col", class: "number" }, "People"),
          numbers.slice(1).map((number) => el("th", { scope: "col", class: "number" }, `Week ${number}`)))),
        el("tbody", {}, cohorts.map((cohort) => el("tr", {},
          el("th", { scope: "row" }, Format.date(cohort)),
          el("td", { class: "number" }, Format.whole((at.get(`${cohort} 0`) || at.get(`${cohort} 1`)).cohort_users)),
          numbers.slice(1).map((number) => {
            const row = at.get(`${cohort} ${number}`);
            if (!row || row.retention_rate === null) return el("td", { class: "number blank" });
            const strength = Math.min(1, row.retention_rate / most) * (row.cohort_users < FEW ? 12 : 45);
            return el("td", { class: "number heat-cell", style: `--heat:${strength.toFixed(0)}%` },
              Format.percent(row.retention_rate));
          })))))));
  }

  function journeys(box, figure, data, page) {
    const rows = records(figure);
    const most = Math.max(1, ...rows.map((row) => row.lifetime_entries));
    box.append(el("div", { class: "scroll whole", tabindex: "0", role: "region", "aria-label": "All journeys" },
      el("table", { class: "list" },
        el("caption", { class: "unseen" }, "All journeys"),
        el("thead", {}, el("tr", {},
          ["Journey", "Entries", "", "People", "In it now", "People who converted", "Conversion rate", "Score"].map((name) =>
            name ? el("th", { scope: "col", class: name === "Journey" ? "" : "number" }, name)
              : el("td", { class: "bar-cell" })))),
        el("tbody", {}, rows.map((row) => el("tr", { "data-journey": row.journey_id },
          el("th", { scope: "row" }, page.has(row.journey_id)
            ? el("button", { type: "button", class: "link", on: { click: () => page.show(row.journey_id) } }, row.journey_name)
            : row.journey_name),
          el("td", { class: "number" }, Format.whole(row.lifetime_entries)),
          el("td", { class: "bar-cell" }, bar([[row.lifetime_entries / most, "accent"]])),
          el("td", { class: "number" }, Format.whole(row.entry_users)),
          el("td", { class: "number" }, Format.whole(row.currently_in_journey)),
          el("td", { class: "number" }, Format.whole(row.converted_users)),
          el("td", { class: "number" }, Format.percent(row.conversion_rate)),
          el("td", { class: "number" }, Format.points(row.score))))))));
  }

  function kpis(box, figure) {
    const rows = records(figure);
    const head = [["KPI", ""], ["Last months", ""], ["Last whole month", "number"], ["Month before", "number"],
      ["All of the time", "number"], ["Target", "number"]];
    const better = (row) => (row.good_direction === "lower" ? -1 : 1);
    box.append(el("div", { class: "scroll whole", tabindex: "0", role: "region", "aria-label": "KPIs" },
      el("table", { class: "list" },
        el("caption", { class: "unseen" }, "KPIs"),
        el("thead", {}, el("tr", {}, head.map(([name, kind]) => el("th", { scope: "col", class: kind }, name)))),
        el("tbody", {}, rows.map((row) => {
          const judged = row.latest_value !== null && row.target_value !== null && row.good_direction;
          const met = judged && (row.latest_value - row.target_value) * better(row) >= 0;
          return el("tr", {},
            el("th", { scope: "row" }, row.kpi_name, row.journey_name ? el("small", {}, row.journey_name) : null),
            el("td", {}, row.monthly_values ? spark(row.monthly_values) : Format.NOTHING),
            el("td", { class: "number" }, Format.unit(row.latest_value, row)),
            el("td", { class: "number" }, Format.unit(row.previous_value, row)),
            el("td", { class: "number" }, Format.unit(row.all_time_value, row)),
            el("td", { class: "number" }, Format.unit(row.target_value, row),
              judged ? el("span", { class: `badge ${met ? "good" : "bad"}` }, met ? "met" : "missed") : null));
        })))));
  }

  const table = (box, figure, data) => box.append(Elements.table(data, figure, figure.title));

  return {
    forget, weekly, stock, times, segments, drivers, stages, trend, paths, flow, lifecycle, freshness,
    funnel, bars, outcomes, contributions, reconciliation, retention, journeys, kpis, table,
  };
})();
