// A network: nodes that push each other off and lines that pull them together, laid out by a worker and drawn by the graphics card.

import { breath, h, s } from "../shared/dom.js";
import { t } from "../shared/page.js";
import { colour, faint, onColours } from "../shared/colours.js";

const { graphology, graphologyLibrary, Sigma } = globalThis;
const CLASSES = { Person: "person-line", Organisation: "organisation-line", Event: "event-line", Programme: "programme-line", Place: "place-line" };
const TIES = { participant: "muted", speaker: "statement-line", organiser: "event-line", funder: "programme-line", implementer: "place-line" };
const SMALLEST = 2.5; // radius of a node, in pixels
const LARGEST = 14;
const WIDE = 700; // pixels of a picture from which nodes have their full size
const LAYOUT = { least: 1500, each: 0.8, most: 9000, still: 0.15 }; // milliseconds: at least, more a node, at most; part of the most that nodes moved
const LONGEST = 36; // letters of a label
const SMALL = 600; // nodes up to which overlaps are taken away at the end, and each is drawn with care
const MANY = 2000; // nodes from which lines and labels wait until a move has ended: without a graphics card they take half of its time
const APART = 10; // of two nodes at first
const TURN = Math.PI * (3 - Math.sqrt(5)); // the golden angle: the first places are the same each time

/** Milliseconds between two pictures of the layout, which leave the page time to answer. */
const pause = (order) => (order > SMALL ? 400 : 100);

/** Points and lines a pixel wide: without a graphics card they take a tenth of the time of discs and of lines of some width. */
const plain = () => ({ nodeProgramClasses: { circle: Sigma.rendering.NodePointProgram }, edgeProgramClasses: { line: Sigma.rendering.EdgeLineProgram } });

/**
 * @typedef {{id: string, label: string, cls: string}} Node
 * @typedef {{source: string, target: string, kind: string, weight: number}} Edge
 */

export class Network {
  /**
   * Draws in steps, between which the page can answer.
   * @param {HTMLElement} place
   * @param {{nodes: Node[], edges: Edge[]}} model
   * @param {{onPick: (id: string) => void, label: string}} options
   */
  static async make(place, model, options) {
    const graph = graphOf(model, scaleOf(place));
    await breath();
    const made = new Network(place, graph, options);
    await breath();
    made.sigma.setGraph(graph);
    await breath();
    made.arrange();
    return made;
  }

  /** A place to draw on, empty as yet. */
  constructor(place, graph, options) {
    Object.assign(this, { place, graph, options, picked: "", labels: new Map() });
    this.paint();
    this.canvas = h("div", { class: "canvas", role: "img", "aria-label": options.label });
    place.replaceChildren(this.canvas, this.buttons());
    this.sigma = new Sigma(graph.nullCopy(), this.canvas, this.settings());
    this.sigma.on("clickNode", ({ node }) => options.onPick(node));
    this.sigma.on("clickStage", () => options.onPick(""));
    this.sigma.on("beforeRender", () => this.labels.clear());
    this.sigma.on("enterNode", () => this.canvas.classList.add("pointing"));
    this.sigma.on("leaveNode", () => this.canvas.classList.remove("pointing"));
    this.forget = onColours(() => this.recolour());
  }

  destroy() {
    clearTimeout(this.timer);
    this.forget();
    this.layout?.kill();
    this.sigma.kill();
  }

  settings() {
    return {
      ...(this.graph.order > SMALL ? plain() : {}),
      labelFont: getComputedStyle(document.body).fontFamily,
      labelColor: { color: colour("ink") },
      labelSize: 12,
      labelRenderedSizeThreshold: 5 * scaleOf(this.place),
      labelDensity: 0.5,
      labelGridCellSize: 140,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      hideEdgesOnMove: this.graph.order > MANY,
      hideLabelsOnMove: this.graph.order > MANY,
      zIndex: true,
      allowInvalidContainer: true,
      defaultDrawNodeLabel: (context, data, settings) => this.drawLabel(context, data, settings),
      defaultDrawNodeHover: (context, data, settings) => drawHover(context, data, settings),
      nodeReducer: (node, data) => this.nodeLook(node, data),
      edgeReducer: (edge, data) => this.edgeLook(edge, data),
    };
  }

  /** Writes a label where none has been written yet, readable above lines and nodes; before its node where there is no room behind. */
  drawLabel(context, data, settings) {
    if (!data.label) return;
    context.font = `${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(data.label).width;
    const behind = data.x + data.size + 3;
    const left = behind + width <= this.canvas.clientWidth ? behind : data.x - data.size - 3 - width;
    if (left < 0) return;
    const box = { left, right: left + width, top: data.y - settings.labelSize / 2, bottom: data.y + settings.labelSize / 2 };
    if ([...this.labels.values()].some((other) => overlap(box, other))) return;
    this.labels.set(data.key, box);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = this.halo;
    context.strokeText(data.label, left, data.y + settings.labelSize / 3);
    context.fillStyle = settings.labelColor.color;
    context.fillText(data.label, left, data.y + settings.labelSize / 3);
  }

  nodeLook(node, data) {
    if (!this.picked) return data;
    if (node === this.picked) return { ...data, highlighted: true, forceLabel: true, zIndex: 2 };
    if (this.graph.areNeighbors(node, this.picked)) return { ...data, forceLabel: this.graph.degree(this.picked) <= 30, zIndex: 1 };
    return { ...data, color: this.pale, label: "", zIndex: 0 };
  }

  edgeLook(edge, data) {
    if (!this.picked) return data;
    return this.graph.hasExtremity(edge, this.picked) ? { ...data, color: colour(TIES[data.kind] ?? "muted"), size: data.size + 1, zIndex: 1 } : { ...data, hidden: true };
  }

  paint() {
    const nodes = Object.fromEntries(Object.entries(CLASSES).map(([name, token]) => [name, colour(token)]));
    const ties = Object.fromEntries(Object.entries(TIES).map(([name, token]) => [name, faint(token, 0.7)]));
    this.pale = colour("line");
    this.halo = colour("raised");
    this.graph.updateEachNodeAttributes((_, data) => ({ ...data, color: nodes[data.cls] ?? colour("muted") }));
    this.graph.updateEachEdgeAttributes((_, data) => ({ ...data, color: ties[data.kind] ?? ties.participant }));
  }

  recolour() {
    this.paint();
    this.sigma.setSetting("labelColor", { color: colour("ink") });
    this.sigma.refresh();
  }

  /** Lets the worker lay a copy of the graph out, of which now and then a picture is drawn; so the page stays free. */
  arrange() {
    const { FA2Layout, layoutForceAtlas2 } = graphologyLibrary;
    const settings = { ...layoutForceAtlas2.inferSettings(this.graph), gravity: 1, strongGravityMode: true, scalingRatio: 10, barnesHutOptimize: this.graph.order > 300, slowDown: 1 };
    this.moving = this.graph.copy();
    this.layout = new FA2Layout(this.moving, { settings });
    this.canvas.dataset.layout = "running";
    this.layout.start();
    this.look(performance.now(), places(this.graph), 0);
  }

  /** Ends the layout when little moves any more, or when it has had its time. */
  look(began, before, most) {
    this.timer = setTimeout(() => {
      const now = this.follow();
      const ran = performance.now() - began;
      const moving = moved(before, now);
      const isNew = ran < LAYOUT.least + LAYOUT.each * this.graph.order;
      if (ran < LAYOUT.most && (isNew || moving > LAYOUT.still * most)) this.look(began, now, Math.max(most, moving));
      else this.settle();
    }, pause(this.graph.order));
  }

  /** Draws the nodes where the layout has them now; their places. */
  follow() {
    const { moving } = this;
    const place = (node, data) => ({ ...data, x: moving.getNodeAttribute(node, "x"), y: moving.getNodeAttribute(node, "y") });
    this.graph.updateEachNodeAttributes(place, { attributes: ["x", "y"] });
    return places(this.graph);
  }

  settle() {
    this.layout.kill();
    this.layout = null;
    const { layoutNoverlap } = graphologyLibrary;
    if (this.graph.order <= SMALL) layoutNoverlap.assign(this.graph, { maxIterations: 60, settings: { margin: 1, ratio: 1.1 } });
    this.canvas.dataset.layout = "done";
  }

  buttons() {
    const camera = () => this.sigma.getCamera();
    const ways = { closer: () => camera().animatedZoom(), wider: () => camera().animatedUnzoom(), whole: () => camera().animatedReset() };
    const button = ([name, way]) => h("button", { type: "button", onclick: way }, t(`picture.network.${name}`));
    return h("div", { class: "actions", role: "group", "aria-label": t("picture.network.section") }, Object.entries(ways).map(button));
  }

  /** Marks a node and what it is tied to; "" marks none. */
  pick(id) {
    this.picked = this.graph.hasNode(id) ? id : "";
    this.sigma.refresh({ skipIndexation: true });
  }

  neighbours(id) {
    return this.graph.hasNode(id) ? this.graph.neighbors(id) : [];
  }

  /** What is seen now, as SVG. */
  get svg() {
    const { width, height } = this.sigma.getDimensions();
    const at = (node) => this.sigma.graphToViewport(this.graph.getNodeAttributes(node));
    const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height });
    this.graph.forEachEdge((edge, _, source, target) => {
      const look = this.sigma.getEdgeDisplayData(edge);
      if (look.hidden) return;
      const [from, to] = [at(source), at(target)];
      svg.append(s("line", { x1: round(from.x), y1: round(from.y), x2: round(to.x), y2: round(to.y), stroke: look.color, "stroke-width": look.size }));
    });
    const words = s("g", { fill: colour("ink"), "font-family": "sans-serif", "font-size": 12 });
    this.graph.forEachNode((node) => {
      const [look, { x, y }] = [this.sigma.getNodeDisplayData(node), at(node)];
      const size = this.sigma.scaleSize(look.size);
      svg.append(s("circle", { cx: round(x), cy: round(y), r: round(size), fill: look.color }));
      if (this.labels.has(node) && look.label) words.append(s("text", { x: round(this.labels.get(node).left), y: round(y + 4) }, look.label));
    });
    svg.append(words);
    return svg;
  }
}

const overlap = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
const round = (value) => Math.round(value * 10) / 10;

/** Of the nodes: a phone has smaller ones. */
const scaleOf = (place) => Math.min(1, place.clientWidth / WIDE);

function graphOf({ nodes, edges }, scale) {
  const graph = new graphology.Graph({ type: "undirected", multi: false });
  for (const node of nodes) graph.addNode(node.id, { ...node, label: clipped(node.label) });
  for (const edge of edges) {
    if (edge.source === edge.target || !graph.hasNode(edge.source) || !graph.hasNode(edge.target)) continue;
    if (graph.hasEdge(edge.source, edge.target)) graph.updateEdgeAttribute(edge.source, edge.target, "weight", (weight) => weight + edge.weight);
    else graph.addEdge(edge.source, edge.target, { ...edge });
  }
  spread(graph);
  const largest = Math.max(1, ...graph.mapNodes((node) => graph.degree(node)));
  graph.updateEachNodeAttributes((node, data) => ({ ...data, size: scale * (SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(graph.degree(node) / largest) * crowd(graph.order)) }));
  graph.updateEachEdgeAttributes((_, data) => ({ ...data, size: Math.min(4, (0.7 + Math.log2(data.weight + 1) * 0.7) * Math.max(0.45, Math.min(1, 30 / Math.sqrt(graph.order + 1)))) }));
  return graph;
}

const clipped = (label) => (label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label);

/** First places: each part that hangs together stands by itself, the largest in the middle, so that little is left to the layout. */
function spread(graph) {
  const parts = graphologyLibrary.components.connectedComponents(graph).sort((a, b) => b.length - a.length);
  let before = 0;
  parts.forEach((part, index) => {
    const far = index ? APART * Math.sqrt(before + part.length / 2) : 0;
    const [x, y] = [far * Math.cos(index * TURN), far * Math.sin(index * TURN)];
    part.forEach((node, place) => {
      const near = (APART / 2) * Math.sqrt(place);
      graph.mergeNodeAttributes(node, { x: x + near * Math.cos(place * TURN), y: y + near * Math.sin(place * TURN) });
    });
    before += part.length;
  });
}

function places(graph) {
  return graph.mapNodes((_, { x, y }) => [x, y]);
}

/** How far nodes went on the average. */
function moved(before, now) {
  return now.reduce((total, [x, y], index) => total + Math.hypot(x - before[index][0], y - before[index][1]), 0) / now.length;
}

/** Nodes are smaller where they are many. */
const crowd = (order) => Math.min(1, Math.max(0.35, 12 / Math.sqrt(order + 1)));

function drawHover(context, data, settings) {
  const label = data.label ?? "";
  context.font = `600 ${settings.labelSize + 1}px ${settings.labelFont}`;
  const wide = label ? context.measureText(label).width + 12 : 0;
  context.fillStyle = colour("raised");
  context.strokeStyle = colour("strong-line");
  context.beginPath();
  context.roundRect(data.x - data.size - 4, data.y - 12, data.size * 2 + 8 + wide, 24, 4);
  context.fill();
  context.stroke();
  context.beginPath();
  context.arc(data.x, data.y, data.size, 0, 2 * Math.PI);
  context.fillStyle = data.color;
  context.fill();
  context.fillStyle = colour("ink");
  if (label) context.fillText(label, data.x + data.size + 6, data.y + 4.5);
}
