// The picture of the network: persons and organisations, and the events and programmes that they have in common.

import { h } from "../shared/dom.js";
import { count, date, number, t } from "../shared/page.js";
import { link, localName } from "../shared/terms.js";
import { values } from "../shared/data.js";
import { Network } from "../drawing/force.js";

const MOST_NODES = 5000;
const CROWD = 40; // members of one event whose every two are joined; of more, each is joined to the first

/** The ties among what is shown. */
export function prepare(rows, shown) {
  const ties = rows.map(values).map((row) => ({
    member: { id: row.member, label: row.memberName, cls: row.memberClass },
    work: { id: row.work, label: row.workName, cls: row.workClass, start: row.start },
    kind: localName(row.tie),
  }));
  const held = ties.filter((tie) => [tie.member.cls, tie.work.cls, tie.kind].every((name) => shown.has(name)));
  const { nodes, edges } = shown.has("works") ? between(held) : direct(held);
  return { ...capped(nodes, edges), ties: held.length };
}

function between(ties) {
  const nodes = new Map();
  const edges = new Map();
  for (const { member, work, kind } of ties) {
    nodes.set(member.id, member).set(work.id, work);
    join(edges, member.id, work.id, kind);
  }
  return { nodes, edges: [...edges.values()] };
}

/** One line for each two, the thicker the more joins them. */
function join(edges, source, target, kind) {
  const key = [source, target].sort().join("\n");
  const edge = edges.get(key) ?? { source, target, kind, weight: 0 };
  edges.set(key, { ...edge, weight: edge.weight + 1 });
}

/** Lines between those who share an event or programme. */
function direct(ties) {
  const nodes = new Map();
  const works = new Map();
  for (const { member, work, kind } of ties) {
    nodes.set(member.id, member);
    if (!works.has(work.id)) works.set(work.id, new Map());
    works.get(work.id).set(member.id, kind);
  }
  const edges = new Map();
  for (const members of works.values()) {
    const list = [...members];
    list.forEach(([source, kind], index) => {
      for (const [target] of list.slice(index + 1, list.length > CROWD ? index + 2 : undefined)) {
        join(edges, source, target, kind);
      }
    });
  }
  return { nodes, edges: [...edges.values()] };
}

/** The nodes with the most ties, and how many were left out. */
function capped(nodes, edges) {
  const degrees = new Map([...nodes.keys()].map((id) => [id, 0]));
  for (const { source, target } of edges) for (const id of [source, target]) degrees.set(id, degrees.get(id) + 1);
  const all = [...nodes.values()].map((node) => ({ ...node, degree: degrees.get(node.id) })).sort((a, b) => b.degree - a.degree);
  const kept = all.slice(0, MOST_NODES);
  const ids = new Set(kept.map((node) => node.id));
  return { nodes: kept, edges: edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)), left: all.length - kept.length };
}

export const isEmpty = (model) => !model.nodes.length;

export function summary(model) {
  const told = [count("picture.nodes", model.nodes.length), count("picture.edges", model.edges.length)];
  if (model.left) told.push(t("picture.network.left", { n: number(model.left) }));
  return told.join(" · ");
}

export const draw = (place, model, options) => Network.make(place, model, options);

export const mark = (row) => row.id;
export const tableOf = (model, onPick) => ({
  rows: model.nodes,
  by: 2,
  columns: [
    { title: t("picture.name"), value: (row) => row.label, show: (row) => h("a", { href: link(row.id) }, h("bdi", {}, row.label || localName(row.id))) },
    { title: t("picture.class"), value: (row) => t(`picture.one.${row.cls}`), show: (row) => h("span", { class: "classed" }, h("i", { class: `key key-${row.cls}`, "aria-hidden": "true" }), t(`picture.one.${row.cls}`)) },
    { title: t("picture.ties"), value: (row) => row.degree, show: (row) => number(row.degree), isNumber: true },
    {
      title: t("picture.place"),
      value: () => "",
      isPlain: true,
      show: (row) => h("button", { type: "button", class: "find", onclick: () => onPick(row.id), "aria-label": t("picture.find", { name: row.label }) }, "◎"),
    },
  ],
});

/** What is told of a node that was picked. */
export function told(model, id, drawing) {
  const node = model.nodes.find((each) => each.id === id);
  if (!node) return null;
  const byId = new Map(model.nodes.map((each) => [each.id, each]));
  const others = drawing.neighbours(id).map((other) => byId.get(other)).filter(Boolean).sort((a, b) => b.degree - a.degree);
  return {
    title: node.label,
    href: link(node.id),
    note: [t(`picture.one.${node.cls}`), node.start ? date(node.start) : "", count("picture.edges", others.length)].filter(Boolean).join(" · "),
    links: others.slice(0, 12).map((other) => ({ label: other.label, href: link(other.id), cls: other.cls })),
  };
}
