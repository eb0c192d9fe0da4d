// A timeline: an overview of all dates with a window over it, and below it what lies in the window.

import { h, s } from "../shared/dom.js";
import { date, number, t } from "../shared/page.js";
import { DAY, stretch, ticks } from "./dates.js";

/** @typedef {{start: string, end?: string, cls: string, label: string, note?: string, mark: string}} Dated */

const OVERVIEW = 56; // heights in pixels
const ROW = 22;
const ROWS = 12; // rows of labels
const DOT = 4; // radius
const COLUMN = 10; // width of a pile of dots
const PILE = 14; // dots of a pile before it becomes a bar
const LETTER = 6.4; // width of a letter on the average
const LONGEST = 46; // letters of a label
const SHORTEST_LABEL = 9;
const INNER = 0.9; // part of the items that the first window shows, where they are many
const MANY = 80;
const SHORTEST = 14 * DAY;

export class Timeline {
  /**
   * @param {HTMLElement} place
   * @param {Dated[]} items
   * @param {{onPick: (mark: string) => void, label: string}} options
   */
  constructor(place, items, options) {
    this.place = place;
    this.options = options;
    this.items = items.map(dated).filter(Boolean).sort((a, b) => a.from - b.from);
    this.all = bounds(this.items);
    this.window = firstWindow(this.items, this.all);
    this.picked = "";
    this.draw();
    this.watch = new ResizeObserver(() => this.place.clientWidth !== this.width && this.draw());
    this.watch.observe(place);
  }

  destroy() {
    this.watch.disconnect();
  }

  draw() {
    this.width = this.place.clientWidth;
    const detail = this.detail(OVERVIEW + 34);
    const height = detail.bottom + 26;
    this.svg = s("svg", { viewBox: `0 0 ${this.width} ${height}`, width: this.width, height, class: "drawn", role: "img", "aria-label": this.options.label });
    this.svg.append(this.overview(), detail.group, this.axis(detail.bottom));
    this.place.replaceChildren(this.svg, this.buttons());
  }

  x(time, [from, to] = this.window) {
    return ((time - from) / (to - from)) * this.width;
  }

  /** All items as columns, with the window as a frame that can be drawn anew. */
  overview() {
    const bins = histogram(this.items, this.all, Math.max(20, Math.floor(this.width / 6)));
    const highest = Math.max(1, ...bins.map((bin) => bin.Event + bin.Statement));
    const wide = this.width / bins.length;
    const group = s("g", { class: "overview" }, s("rect", { class: "ground", width: this.width, height: OVERVIEW }));
    bins.forEach((bin, index) => {
      let top = OVERVIEW;
      for (const cls of ["Event", "Statement"]) {
        const tall = (bin[cls] / highest) * (OVERVIEW - 6);
        top -= tall;
        if (tall) group.append(s("rect", { class: `bar bar-${cls}`, x: index * wide, y: top, width: Math.max(1, wide - 1), height: tall }));
      }
    });
    for (const mark of ticks(...this.all, this.width)) {
      group.append(s("text", { class: "tick", x: this.x(mark.time, this.all) + 3, y: 12 }, mark.label));
    }
    const [left, right] = this.window.map((time) => this.x(time, this.all));
    group.append(s("rect", { class: "window", x: left, y: 0.5, width: Math.max(2, right - left), height: OVERVIEW - 1, "data-screen-only": true }));
    group.addEventListener("pointerdown", (event) => this.drag(event));
    return group;
  }

  drag(event) {
    const time = (at) => this.all[0] + ((at - this.svg.getBoundingClientRect().left) / this.width) * (this.all[1] - this.all[0]);
    const from = time(event.clientX);
    const move = (moved) => this.show(Math.min(from, time(moved.clientX)), Math.max(from, time(moved.clientX)));
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    event.preventDefault();
  }

  /** Moves the window, within what there is. */
  show(from, to) {
    const [first, last] = this.all;
    const length = Math.min(Math.max(to - from, SHORTEST), last - first);
    const begin = Math.min(Math.max(from, first), last - length);
    this.window = [begin, begin + length];
    this.draw();
  }

  buttons() {
    const [from, to] = this.window;
    const length = to - from;
    const ways = {
      earlier: [from - length / 2, to - length / 2],
      later: [from + length / 2, to + length / 2],
      closer: [from + length / 4, to - length / 4],
      wider: [from - length / 2, to + length / 2],
      whole: this.all,
    };
    const button = ([name, way]) => h("button", { type: "button", dataset: { way: name }, onclick: () => this.go(name, way) }, t(`picture.time.${name}`));
    return h("div", { class: "actions", role: "group", "aria-label": t("picture.time.window") }, Object.entries(ways).map(button));
  }

  go(name, [from, to]) {
    this.show(from, to);
    this.place.querySelector(`[data-way="${name}"]`).focus();
  }

  /** The items of the window: events in rows with their names, statements in piles below. */
  detail(top) {
    const [from, to] = this.window;
    const inside = this.items.filter((item) => item.to > from && item.from < to);
    const events = this.rows(inside.filter((item) => item.cls !== "Statement"), top);
    const piles = this.piles(inside.filter((item) => item.cls === "Statement"), events.bottom + 10);
    return { group: s("g", {}, events.group, piles.group), bottom: piles.bottom };
  }

  rows(items, top) {
    const ends = [];
    const group = s("g");
    const left = [];
    for (const item of items) {
      const x = Math.max(0, this.x(item.from));
      const wide = this.wide(item, x);
      const fitting = Math.min(LONGEST, Math.floor((this.width - x - wide - 8) / LETTER));
      const label = item.label.length > fitting ? `${item.label.slice(0, Math.max(0, fitting - 1))}…` : item.label;
      const reach = x + wide + 8 + label.length * LETTER;
      let row = ends.findIndex((end) => end < x);
      if (row < 0 && ends.length < ROWS) row = ends.push(0) - 1;
      if (row < 0 || fitting < SHORTEST_LABEL) left.push(item);
      else {
        ends[row] = reach + 8;
        group.append(this.event(item, x, top + row * ROW + ROW / 2, label));
      }
    }
    const bottom = top + Math.max(1, ends.length) * ROW;
    for (const item of left) group.append(this.event(item, Math.max(0, this.x(item.from)), bottom + 8, ""));
    return { group, bottom: bottom + (left.length ? 18 : 0) };
  }

  wide(item, x) {
    return Math.max(2 * DOT, Math.min(this.x(item.to), this.width) - x);
  }

  event(item, x, y, label) {
    const wide = this.wide(item, x);
    const words = label && s("text", { x: x + wide + 5, y: y + 4 }, label);
    const bar = s("rect", { class: `item item-${item.cls}`, x, y: y - DOT, width: wide, height: 2 * DOT, rx: DOT });
    return this.pickable(item, bar, words);
  }

  piles(items, top) {
    const columns = Math.max(1, Math.floor(this.width / COLUMN));
    const piles = Array.from({ length: columns }, () => []);
    for (const item of items) piles[Math.min(columns - 1, Math.max(0, Math.floor(this.x(item.from) / COLUMN)))].push(item);
    const highest = Math.max(1, ...piles.map((pile) => pile.length));
    const bottom = top + Math.min(highest, PILE) * (2 * DOT + 1) + 14;
    const group = s("g");
    let told = -3;
    piles.forEach((pile, index) => {
      const x = index * COLUMN + COLUMN / 2;
      pile.slice(0, PILE).forEach((item, place) => {
        group.append(this.pickable(item, s("circle", { class: `item item-${item.cls}`, cx: x, cy: bottom - 6 - place * (2 * DOT + 1), r: DOT - 0.5 })));
      });
      if (pile.length > PILE && index - told > 2) {
        told = index;
        group.append(s("text", { class: "tick", x, y: bottom - 8 - PILE * (2 * DOT + 1), "text-anchor": "middle" }, number(pile.length)));
      }
    });
    return { group, bottom };
  }

  pickable(item, ...shapes) {
    const told = [date(item.start), item.end ? `– ${date(item.end)}` : "", item.note, item.label].filter(Boolean).join(" · ");
    const group = s("g", { class: "pickable", dataset: { mark: item.mark } }, shapes.filter(Boolean), s("title", {}, told));
    group.addEventListener("click", () => this.options.onPick(item.mark));
    if (item.mark === this.picked) group.classList.add("picked");
    return group;
  }

  /** Shows an item and marks it. */
  pick(mark) {
    const item = this.items.find((each) => each.mark === mark);
    this.picked = mark;
    if (!item) return;
    const half = (this.window[1] - this.window[0]) / 2;
    if (item.from < this.window[0] || item.from > this.window[1]) this.show(item.from - half, item.from + half);
    else this.draw();
  }

  axis(y) {
    const group = s("g", { class: "axis" }, s("line", { x1: 0, x2: this.width, y1: y, y2: y }));
    for (const mark of ticks(...this.window, this.width)) {
      const x = this.x(mark.time);
      group.append(s("line", { x1: x, x2: x, y1: y, y2: y + 5 }), s("text", { class: mark.isYear ? "tick year" : "tick", x: x + 3, y: y + 17 }, mark.label));
    }
    return group;
  }
}

function dated(item) {
  const begin = stretch(item.start);
  if (!begin) return null;
  const end = item.end ? stretch(item.end) : null;
  return { ...item, from: begin[0], to: end ? Math.max(end[1], begin[1]) : begin[1] };
}

function bounds(items) {
  if (!items.length) return [Date.UTC(2000, 0), Date.UTC(2001, 0)];
  const [from, to] = [items[0].from, Math.max(...items.map((item) => item.to))];
  const room = Math.max((to - from) * 0.02, 30 * DAY);
  return [from - room, to + room];
}

/** Where items are many, the shortest stretch that holds most of them. */
function firstWindow(items, all) {
  if (items.length < MANY) return all;
  const held = Math.ceil(items.length * INNER);
  let best = all;
  for (let index = 0; index + held <= items.length; index += 1) {
    const [from, to] = [items[index].from, items[index + held - 1].to];
    if (to - from < best[1] - best[0]) best = [from - 10 * DAY, to + 10 * DAY];
  }
  return best;
}

function histogram(items, [from, to], count) {
  const bins = Array.from({ length: count }, () => ({ Event: 0, Statement: 0 }));
  for (const item of items) {
    const index = Math.min(count - 1, Math.floor(((item.from - from) / (to - from)) * count));
    bins[index][item.cls === "Statement" ? "Statement" : "Event"] += 1;
  }
  return bins;
}
