// Ways to see a result beside the table: chart, timeline, map and network, each where the result's columns allow it.

import { h, s } from "../shared/dom.js";
import { number, t } from "../shared/page.js";
import { standalone } from "../shared/save.js";
import { drawBars } from "../drawing/bars.js";
import { Calendar } from "../drawing/calendar.js";
import { Timeline } from "../drawing/time.js";
import { asChart, asMap, asNetwork, asTimeline } from "./shapes.js";
import { load } from "./libraries.js";

const ICONS = {
  chart: "M3 20V9h4v11zm7 0V4h4v16zm7 0v-7h4v7z",
  timeline: "M2 12h20M6 8v8M12 6v12M18 9v6",
  map: "M9 4 3 6v14l6-2 6 2 6-2V4l-6 2zm0 0v14m6-12v14",
  network: "M6 6l12 4M6 6l4 12M18 10l-8 8",
};

const options = (name) => ({ onPick: () => {}, label: t("editor.drawn", { title: t(`editor.${name}`) }) });

/** Each view: what it needs of a result, and how it draws that. */
const VIEWS = {
  chart: {
    shape: asChart,
    draw: async (place, { bars, series }) => (bars ? { svg: drawBars(place, bars, options("chart")) } : new Calendar(place, series, options("chart"))),
  },
  timeline: { shape: asTimeline, draw: async (place, items) => new Timeline(place, items, options("timeline")) },
  map: {
    shape: asMap,
    draw: async (place, countries) => {
      await load("d3-array.min.js", "d3-geo.min.js", "topojson-client.min.js");
      const { WorldMap } = await import("../drawing/world.js");
      return WorldMap.make(place, countries, options("map"));
    },
  },
  network: {
    shape: asNetwork,
    draw: async (place, model) => {
      await load("graphology.min.js", "graphology-library.min.js", "sigma.min.js");
      const { Network } = await import("../drawing/force.js");
      const drawing = await Network.make(place, model, { ...options("network"), onPick: (id) => drawing.pick(id) });
      return drawing;
    },
  },
};

function tableOf(results) {
  const rows = results?.getBindings();
  return rows ? { columns: results.getVariables(), rows } : null;
}

/** Tells how many rows are not in the picture. */
function leftOut({ drawn }, results) {
  const rows = tableOf(results).rows.length;
  return drawn < rows ? h("p", { class: "note left-out" }, t("editor.left_out", { drawn: number(drawn), rows: number(rows) })) : "";
}

/** A view as the results pane takes it. */
function plugin(name, { shape, draw }) {
  return class {
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 1;
      this.label = t(`editor.${name}`);
    }

    canHandleResults() {
      if (this.seen !== this.yasr.results) {
        this.seen = this.yasr.results;
        const table = tableOf(this.seen);
        this.found = table && table.rows.length ? shape(table) : null;
      }
      return this.found !== null && this.found !== undefined;
    }

    /** A drawing whose place was taken away meanwhile, since the view was left or is drawn anew, ends at once. */
    async draw() {
      this.destroy();
      const place = h("div", { class: "result-picture", dataset: { view: name } });
      this.yasr.resultsEl.append(place, leftOut(this.found, this.seen));
      const drawing = await draw(place, this.found.model);
      if (!place.isConnected) return drawing.destroy?.();
      this.drawing = drawing;
      place.dataset.drawn = "yes";
    }

    destroy() {
      this.drawing?.destroy?.();
      this.drawing = null;
    }

    getIcon() {
      const shape = s("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 2 });
      return s("svg", { viewBox: "0 0 24 24", width: 16, height: 16, "aria-hidden": "true" }, shape);
    }

    download(filename) {
      if (!this.drawing?.svg) return undefined;
      const getData = () => new XMLSerializer().serializeToString(standalone(this.drawing.svg));
      return { getData, contentType: "image/svg+xml", title: t("picture.save_svg"), filename: `${filename || name}.svg` };
    }
  };
}

/** Registers the views with the results pane. */
export function addViews(Yasr) {
  for (const [name, view] of Object.entries(VIEWS)) Yasr.registerPlugin(name, plugin(name, view));
  Yasr.defaults.pluginOrder = ["table", ...Object.keys(VIEWS), "response"];
}

/** Names the library's own views in the reader's language. */
export function nameViews(Yasr) {
  for (const name of ["table", "response"]) {
    const Own = Yasr.plugins[name];
    Yasr.plugins[name] = class extends Own {
      label = t(`editor.${name}`);
    };
  }
}

/** Lets the table of a new tab show values whole, without quotation marks and datatypes. */
export function compactTables(Yasgui) {
  const original = Yasgui.Tab.getDefaults;
  Yasgui.Tab.getDefaults = (yasgui) => {
    const defaults = original.call(Yasgui.Tab, yasgui);
    return { ...defaults, yasr: { ...defaults.yasr, settings: { ...defaults.yasr.settings, pluginsConfig: { table: { compact: true, isEllipsed: false } } } } };
  };
}
