"use strict";
/* Figures in words: the same rules as reporting/numbers.py. */
const Format = (() => {
  const NOTHING = "–";
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];
  const SPANS = [[86400, "days"], [3600, "hours"], [60, "minutes"]];

  function fixed(value, places) {
    const text = Math.abs(value).toFixed(places);
    const [whole, part] = text.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    const sign = value < 0 && Number(text) !== 0 ? "−" : "";
    return sign + grouped + (part ? "." + part : "");
  }
  const optional = (write) => (value, row) =>
    value === null || value === undefined ? NOTHING : write(value, row);

  const whole = optional((value) => fixed(value, 0));
  const percent = optional((value) => fixed(value * 100, 1) + "%");
  const points = optional((value) => fixed(value, 1));
  const duration = optional((seconds) => {
    for (const [size, name] of SPANS) {
      if (Math.abs(seconds) >= 2 * size) {
        return fixed(seconds / size, 1).replace(/\.0$/, "") + " " + name;
      }
    }
    return fixed(seconds, 0) + " seconds";
  });
  const date = optional((value) => {
    const [year, month, day] = value.slice(0, 10).split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  });
  const month = optional((value) => {
    const [year, number] = value.split("-").map(Number);
    return `${MONTHS[number - 1]} ${year}`;
  });
  const shortDate = (value) => {
    const [, number, day] = value.slice(0, 10).split("-").map(Number);
    return `${day} ${MONTHS[number - 1].slice(0, 3)}`;
  };
  const shortMonth = (value) => {
    const [year, number] = value.split("-").map(Number);
    return `${MONTHS[number - 1].slice(0, 3)} ${year}`;
  };
  const inUnit = optional((value, row) => {
    const unit = row.unit;
    if (unit === "share") return percent(value);
    if (unit === "minutes") return duration(value * 60);
    if (unit === "seconds") return duration(value);
    const number = fixed(value, Number.isInteger(value) ? 0 : 2);
    return unit ? `${number} ${unit}` : number;
  });

  return {
    NOTHING, fixed, whole, percent, points, duration, date, month, shortDate, shortMonth,
    text: optional(String),
    code: optional(String),
    moment: optional((value) => `${date(value)}, ${value.slice(11, 16)} UTC`),
    signed: optional((value) => (value > 0 ? "+" : "") + fixed(value, 1)),
    times: optional((value) => fixed(value, 2) + " times"),
    ratio: optional((value) => fixed(value, 3)),
    yes: optional((value) => (value ? "yes" : "no")),
    unit: inUnit,
    spark: optional((values) => `${values.length} months`),
  };
})();
