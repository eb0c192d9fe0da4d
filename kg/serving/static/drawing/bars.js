// Bars that lie: one a label, with its number.

import { s } from "../shared/dom.js";
import { number } from "../shared/page.js";

const ROW = 26;
const MOST = 60;
const LETTERS = 38;

/**
 * @param {HTMLElement} place
 * @param {{label: string, value: number}[]} bars
 * @param {{label: string}} options
 * @returns {SVGSVGElement}
 */
export function drawBars(place, bars, options) {
  const width = Math.max(280, place.clientWidth);
  const shown = bars.slice(0, MOST);
  const names = Math.min(280, width * 0.4);
  const largest = Math.max(...shown.map((bar) => Math.abs(bar.value)), Number.MIN_VALUE);
  const svg = s("svg", { viewBox: `0 0 ${width} ${shown.length * ROW + 4}`, width, height: shown.length * ROW + 4, class: "drawn", role: "img", "aria-label": options.label });
  shown.forEach((bar, index) => {
    const y = index * ROW + 4;
    const fitting = Math.min(LETTERS, Math.floor(names / 7));
    const label = bar.label.length > fitting ? `${bar.label.slice(0, fitting - 1)}…` : bar.label;
    const wide = Math.max(1, (Math.abs(bar.value) / largest) * (width - names - 80));
    svg.append(
      s("g", {}, s("title", {}, `${bar.label}: ${number(bar.value)}`),
        s("text", { x: names, y: y + 15, "text-anchor": "end" }, label),
        s("rect", { class: "bar bar-Statement", x: names + 8, y: y + 3, width: wide, height: ROW - 8, rx: 2 }),
        s("text", { class: "sum", x: names + 14 + wide, y: y + 15 }, number(bar.value))),
    );
  });
  place.replaceChildren(svg);
  return svg;
}
