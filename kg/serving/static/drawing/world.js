// A map of countries, from outlines that come with the server: tinted where something is, with a half-disc for events and one for programmes.

import { h, s } from "../shared/dom.js";
import { number, page, t } from "../shared/page.js";

const { d3, topojson } = globalThis;
const RATIO = 0.48; // height of the map to its width
const TALLEST = 640; // pixels
const LARGEST = 26; // radius of the largest half-disc, in pixels
const SMALLEST = 4;
const LABEL_ROOM = 90; // pixels of the map's width for each country that is named on it
const ROOM = 16; // pixels around what is fitted in
const ZOOM = 1.6;
const ANTARCTICA = "010";
const KOSOVO = "XK"; // a code that ISO 3166 leaves to its users; the outlines have the country by name alone

/**
 * @typedef {{code: string, Event: number, Programme: number}} Country `code` is of ISO 3166-1, two letters
 */

let loaded = null;
/** The outlines by the code of two letters. */
async function outlines() {
  loaded ??= Promise.all(["outlines.json", "countries.json"].map(async (name) => (await fetch(`${page.root}/static/dist/${name}`)).json()));
  const [world, codes] = await loaded;
  const byNumber = new Map(codes.map(([two, , number]) => [number, two]));
  const shapes = topojson.feature(world, world.objects.countries).features.filter((shape) => shape.id !== ANTARCTICA);
  for (const shape of shapes) shape.code = byNumber.get(shape.id) ?? (shape.properties.name === "Kosovo" ? KOSOVO : null);
  return shapes;
}

const names = new Intl.DisplayNames(page.language, { type: "region" });
/** What a country is called in the reader's language. */
export function countryName(code) {
  try {
    return names.of(code);
  } catch {
    return code;
  }
}

export class WorldMap {
  /**
   * @param {HTMLElement} place
   * @param {Country[]} countries
   * @param {{onPick: (code: string) => void, label: string}} options
   */
  static async make(place, countries, options) {
    return new WorldMap(place, countries, options, await outlines());
  }

  constructor(place, countries, options, shapes) {
    Object.assign(this, { place, options, shapes, picked: "", zoom: 1, centre: null });
    this.countries = new Map(countries.map((country) => [country.code, country]));
    this.draw();
    this.watch = new ResizeObserver(() => this.place.clientWidth !== this.width && this.draw());
    this.watch.observe(place);
  }

  destroy() {
    this.watch.disconnect();
  }

  draw() {
    this.width = this.place.clientWidth;
    this.height = Math.min(TALLEST, Math.max(240, Math.round(this.width * RATIO)));
    this.project();
    this.svg = s("svg", { viewBox: `0 0 ${this.width} ${this.height}`, width: this.width, height: this.height, class: "drawn map", role: "img", "aria-label": this.options.label });
    const drawn = d3.geoPath(this.projection);
    this.svg.append(s("rect", { class: "sea", width: this.width, height: this.height }));
    for (const shape of this.shapes) this.svg.append(this.land(shape, drawn(shape)));
    this.svg.append(this.discs());
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
    this.place.replaceChildren(this.svg, this.buttons());
  }

  /** At first what there is fits into the picture; after that, what the reader chose. */
  project() {
    const held = this.shapes.filter((shape) => this.countries.has(shape.code));
    const extent = [[ROOM, ROOM], [this.width - ROOM, this.height - ROOM]];
    const what = held.length && !this.isWhole ? { type: "FeatureCollection", features: held } : { type: "Sphere" };
    this.projection = d3.geoNaturalEarth1().fitExtent(extent, what);
    const scale = Math.min(this.projection.scale(), this.width * 0.9) * this.zoom;
    const centre = this.centre ?? this.projection.invert([this.width / 2, this.height / 2]);
    this.projection.scale(scale).translate([0, 0]);
    const [x, y] = this.projection(centre);
    this.projection.translate([this.width / 2 - x, this.height / 2 - y]);
    this.centre = centre;
  }

  land(shape, path) {
    const country = this.countries.get(shape.code);
    const drawn = s("path", { class: country ? "land held" : "land", d: path ?? "" });
    if (!country) return drawn;
    drawn.append(s("title", {}, this.told(country)));
    drawn.addEventListener("click", () => this.options.onPick(shape.code));
    if (shape.code === this.picked) drawn.classList.add("picked");
    return drawn;
  }

  told(country) {
    return `${countryName(country.code)}: ${t("picture.map.told", { events: number(country.Event), programmes: number(country.Programme) })}`;
  }

  discs() {
    const group = s("g", { class: "discs" });
    const largest = Math.max(1, ...[...this.countries.values()].flatMap((country) => [country.Event, country.Programme]));
    const radius = (value) => (value ? Math.max(SMALLEST, LARGEST * Math.sqrt(value / largest)) : 0);
    const placed = [...new Map(byArea(this.shapes.filter((shape) => this.countries.has(shape.code))).map((shape) => [shape.code, shape])).values()];
    const sum = (shape) => this.countries.get(shape.code).Event + this.countries.get(shape.code).Programme;
    placed.sort((a, b) => sum(b) - sum(a));
    const taken = [];
    for (const shape of placed) {
      const country = this.countries.get(shape.code);
      const [x, y] = this.projection(d3.geoCentroid(largestPart(shape)));
      const [event, programme] = [radius(country.Event), radius(country.Programme)];
      group.append(s("path", { class: "half half-Event", d: half(x, y, event, 0) }), s("path", { class: "half half-Programme", d: half(x, y, programme, 1) }));
      const box = { x, y: y + Math.max(event, programme) + 12, wide: countryName(country.code).length * 6.5 };
      if (taken.length < this.width / LABEL_ROOM && taken.every((other) => isApart(box, other))) {
        taken.push(box);
        group.append(s("text", { class: "name", x: box.x, y: box.y, "text-anchor": "middle" }, countryName(country.code)));
      }
    }
    return group;
  }

  drag(event) {
    const from = [event.clientX, event.clientY];
    const start = this.projection(this.centre);
    const move = (moved) => {
      this.centre = this.projection.invert([start[0] - (moved.clientX - from[0]), start[1] - (moved.clientY - from[1])]) ?? this.centre;
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      if (Math.hypot(this.projection(this.centre)[0] - start[0], this.projection(this.centre)[1] - start[1]) > 4) this.draw();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
  }

  buttons() {
    const ways = {
      closer: () => (this.zoom *= ZOOM),
      wider: () => (this.zoom /= ZOOM),
      fit: () => Object.assign(this, { zoom: 1, centre: null, isWhole: false }),
      whole: () => Object.assign(this, { zoom: 1, centre: null, isWhole: true }),
    };
    const go = (name) => {
      ways[name]();
      this.draw();
      this.place.querySelector(`[data-way="${name}"]`).focus();
    };
    const button = (name) => h("button", { type: "button", dataset: { way: name }, onclick: () => go(name) }, t(`picture.map.${name}`));
    return h("div", { class: "actions", role: "group", "aria-label": t("picture.map.section") }, Object.keys(ways).map(button));
  }

  pick(code) {
    this.picked = code;
    this.draw();
  }
}

/** Of a country with lands overseas, the part that its name stands for. */
function largestPart(shape) {
  if (shape.geometry.type !== "MultiPolygon") return shape;
  const parts = shape.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((best, part) => (d3.geoArea(part) > d3.geoArea(best) ? part : best));
}

/** The smallest first: of the shapes that share a code, such as islands far off, the largest is the last. */
const byArea = (shapes) => [...shapes].sort((a, b) => d3.geoArea(a) - d3.geoArea(b));

const half = (x, y, radius, right) => (radius ? `M${x},${y - radius}A${radius},${radius} 0 0 ${right} ${x},${y + radius}Z` : "");
const isApart = (a, b) => Math.abs(a.y - b.y) > 13 || Math.abs(a.x - b.x) > (a.wide + b.wide) / 2;
