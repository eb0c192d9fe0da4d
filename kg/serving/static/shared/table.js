// A table that can be sorted by each of its columns and shows more of its rows when asked.

import { h } from "./dom.js";
import { count, t } from "./page.js";

const FIRST = 50; // rows that are shown at once
const MORE = 500;

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {(row: any) => string | number} value what it is sorted by
 * @property {(row: any) => Node | string} [show] what stands in the cell; the value where there is none
 * @property {boolean} [isNumber]
 * @property {boolean} [isDate]
 * @property {boolean} [isPlain] not sorted by
 */

export class SortedTable {
  /**
   * @param {HTMLElement} place
   * @param {Column[]} columns
   * @param {any[]} rows
   * @param {{caption: string, by?: number, falling?: boolean, mark?: (row: any) => string}} options `mark` names a row, for `reveal`
   */
  constructor(place, columns, rows, options) {
    Object.assign(this, { place, columns, rows: [...rows], options, shown: FIRST });
    this.by = options.by ?? 0;
    this.falling = options.falling ?? Boolean(columns[this.by]?.isNumber);
    this.sort();
    this.draw();
  }

  sort() {
    const { value, isNumber } = this.columns[this.by];
    const order = isNumber ? (a, b) => value(a) - value(b) : (a, b) => compare(String(value(a)), String(value(b)));
    this.rows.sort(this.falling ? (a, b) => order(b, a) : order);
  }

  draw() {
    const head = h("tr", {}, this.columns.map((column, index) => this.heading(column, index)));
    this.body = h("tbody", {}, this.rows.slice(0, this.shown).map((row) => this.line(row)));
    const caption = h("caption", { class: "hidden" }, this.options.caption);
    const table = h("table", { class: "sorted" }, caption, h("thead", {}, head), this.body);
    this.place.replaceChildren(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": this.options.caption }, table));
    const left = this.rows.length - this.shown;
    if (left > 0) this.place.append(h("button", { type: "button", onclick: () => this.grow() }, count("scripts.more", Math.min(left, MORE))));
  }

  heading(column, index) {
    if (column.isPlain) return h("th", { scope: "col", class: "plain-heading" }, column.title);
    const current = index === this.by;
    const sorted = current ? (this.falling ? "descending" : "ascending") : null;
    const button = h("button", { type: "button", onclick: () => this.sortBy(index) }, column.title, h("i", { "aria-hidden": "true" }));
    return h("th", { scope: "col", "aria-sort": sorted, class: column.isNumber ? "numeric" : null }, button);
  }

  line(row) {
    const cells = this.columns.map((column) => {
      const shown = column.show ? column.show(row) : String(column.value(row));
      return h("td", { class: column.isNumber ? "numeric" : (column.isDate ? "date" : null) }, shown);
    });
    return h("tr", { dataset: this.options.mark ? { mark: this.options.mark(row) } : {} }, cells);
  }

  sortBy(index) {
    this.falling = index === this.by ? !this.falling : Boolean(this.columns[index].isNumber);
    this.by = index;
    this.sort();
    this.draw();
    this.place.querySelectorAll("thead th")[index].querySelector("button").focus();
  }

  grow() {
    this.shown += MORE;
    this.draw();
    this.body.rows[Math.max(0, this.shown - MORE)]?.querySelector("a, button")?.focus();
  }

  /** Marks the row of a name, and shows it where it is hidden. */
  reveal(mark) {
    const index = this.rows.findIndex((row) => this.options.mark(row) === mark);
    if (index >= this.shown) {
      this.shown = index + FIRST;
      this.draw();
    }
    for (const row of this.body.rows) row.classList.toggle("marked", row.dataset.mark === mark);
    const line = this.body.rows[index];
    const box = line?.closest(".scroll");
    if (box) box.scrollTop = line.offsetTop - box.clientHeight / 2;
  }
}

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
function compare(a, b) {
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1; // what has no value stands at the end
  return collator.compare(a, b);
}

/** A note where there are no rows. */
export const nothing = () => h("p", { class: "note" }, t("scripts.nothing"));
