// Who how often when: a row of columns for each, on one axis of time, with the sum at its end.

import { s } from "../shared/dom.js";
import { number } from "../shared/page.js";
import { stretch, ticks } from "./dates.js";

/** @typedef {{label: string, cls?: string, mark: string, counts: Map<string, number>, total: number}} Series `counts` by month, "2017-04" */

const ROW = 34;
const NARROW = 560; // pixels below which names stand above their rows
const MOST = 30; // rows that are drawn
const SUM = 44; // width of the sums
const LETTERS = 30;

export class Calendar {
  /**
   * @param {HTMLElement} place
   * @param {Series[]} series the largest first
   * @param {{onPick: (mark: string) => void, label: string}} options
   */
  constructor(place, series, options) {
    Object.assign(this, { place, options, series: series.slice(0, MOST), picked: "" });
    this.draw();
    this.watch = new ResizeObserver(() => this.place.clientWidth !== this.width && this.draw());
    this.watch.observe(place);
  }

  destroy() {
    this.watch.disconnect();
  }

  draw() {
    this.width = this.place.clientWidth;
    const isNarrow = this.width < NARROW;
    const names = isNarrow ? 0 : Math.min(220, this.width * 0.3);
    const row = isNarrow ? ROW + 16 : ROW;
    const [from, to] = span(this.series);
    const years = (to - from) / 31_557_600_000;
    const bins = binned(this.series, years > 4);
    const height = this.series.length * row + 30;
    const inner = { left: names + 8, width: this.width - names - SUM - 8 };
    const x = (time) => inner.left + ((time - from) / (to - from)) * inner.width;
    this.svg = s("svg", { viewBox: `0 0 ${this.width} ${height}`, width: this.width, height, class: "drawn", role: "img", "aria-label": this.options.label });
    this.svg.append(axis(from, to, inner, x, height - 24));
    const highest = Math.max(1, ...bins.flatMap((each) => [...each.values()]));
    this.series.forEach((each, index) => this.svg.append(this.row(each, bins[index], index * row + row - 6, { x, names, highest, isNarrow })));
    this.place.replaceChildren(this.svg);
  }

  row(each, bins, y, { x, names, highest, isNarrow }) {
    const shown = each.label.length > LETTERS && !isNarrow ? `${each.label.slice(0, LETTERS - 1)}…` : each.label;
    const group = s("g", { class: "pickable", dataset: { mark: each.mark } }, s("title", {}, `${each.label}: ${number(each.total)}`));
    group.append(s("rect", { class: "ground", x: 0, y: y - ROW + 8, width: this.width, height: ROW - 4 }));
    group.append(isNarrow ? s("text", { x: 2, y: y - ROW + 6 }, shown) : s("text", { x: names, y: y - 6, "text-anchor": "end" }, shown));
    for (const [bin, counted] of bins) {
      const [begin, end] = stretch(bin);
      const tall = Math.max(2, (counted / highest) * (ROW - 10));
      const bar = s("rect", { class: `bar bar-${each.cls ?? "Statement"}`, x: x(begin) + 0.5, y: y - tall, width: Math.max(2, x(end) - x(begin) - 1), height: tall });
      bar.append(s("title", {}, `${each.label} · ${bin}: ${number(counted)}`));
      group.append(bar);
    }
    group.append(s("line", { class: "base", x1: x.call(null, stretchStart(this.series)), x2: this.width - SUM, y1: y, y2: y }));
    group.append(s("text", { class: "sum", x: this.width - 2, y: y - 6, "text-anchor": "end" }, number(each.total)));
    group.addEventListener("click", () => this.options.onPick(each.mark));
    if (each.mark === this.picked) group.classList.add("picked");
    return group;
  }

  pick(mark) {
    this.picked = mark;
    this.draw();
  }
}

function span(series) {
  const months = series.flatMap((each) => [...each.counts.keys()]).sort();
  if (!months.length) return [Date.UTC(2000, 0), Date.UTC(2001, 0)];
  return [stretch(months[0].slice(0, 4))[0], stretch(months.at(-1).slice(0, 4))[1]];
}
const stretchStart = (series) => span(series)[0];

/** The counts of each, by year or by month. */
function binned(series, byYear) {
  return series.map((each) => {
    const bins = new Map();
    for (const [month, counted] of each.counts) {
      const bin = byYear ? month.slice(0, 4) : month;
      bins.set(bin, (bins.get(bin) ?? 0) + counted);
    }
    return bins;
  });
}

function axis(from, to, inner, x, y) {
  const group = s("g", { class: "axis" });
  for (const mark of ticks(from, to, inner.width)) {
    group.append(s("line", { class: "grid", x1: x(mark.time), x2: x(mark.time), y1: 0, y2: y }));
    group.append(s("text", { class: mark.isYear ? "tick year" : "tick", x: x(mark.time) + 3, y: y + 16 }, mark.label));
  }
  return group;
}
