// What a result can be drawn as, told by its columns: pairs of things, dates, countries, numbers.

import { isDate } from "../drawing/dates.js";
import { localName, short } from "../shared/terms.js";

const SAMPLE = 2000; // rows that are looked at
const MOST = 20_000; // rows that are drawn
const SHARE = 0.8; // of a column's values that have to be of a kind
const NUMBERS = /#(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;

/** @typedef {{columns: string[], rows: Record<string, {type: string, value: string, datatype?: string}>[]}} Table */
/** @typedef {{model: any, drawn: number}} Shape what a picture takes, and how many rows are in it */

const KINDS = {
  iri: (term) => term.type === "uri",
  number: (term) => term.type !== "uri" && NUMBERS.test(term.datatype ?? "") && Number.isFinite(Number(term.value)),
  date: (term) => term.type !== "uri" && !NUMBERS.test(term.datatype ?? "") && isDate(term.value),
  country: (term) => term.type !== "uri" && /^[A-Z]{2}$/.test(term.value),
};

/** The kind of each column; `text` where it is none of those above. */
function kinds(table) {
  const sample = table.rows.slice(0, SAMPLE);
  return table.columns.map((name) => {
    const terms = sample.map((row) => row[name]).filter(Boolean);
    const kind = Object.keys(KINDS).find((each) => terms.length && terms.filter(KINDS[each]).length >= SHARE * terms.length);
    return { name, kind: kind ?? (terms.length ? "text" : "empty") };
  });
}

const firstOf = (columns, kind) => columns.find((column) => column.kind === kind)?.name;
const value = (row, name) => (name && row[name] ? row[name].value : "");

/** The column that names what another one holds: `personName` of `person`, `label` of the first. */
function nameColumn(columns, name) {
  const names = columns.map((column) => column.name);
  return [`${name}Name`, `${name}Label`, `${name}_label`].find((each) => names.includes(each));
}

function named(row, name, label) {
  const term = row[name];
  if (label && row[label]) return row[label].value;
  return term.type === "uri" ? localName(term.value) : term.value;
}

/** Lines between the things of two columns; of three, the middle one tells what joins them. */
export function asNetwork(table) {
  const columns = kinds(table);
  const things = columns.filter((column) => column.kind === "iri").map((column) => column.name).filter((name) => !isVocabulary(table, name));
  const ends = things.length >= 2 ? things.slice(0, 2) : null;
  if (!ends) return null;
  const [source, target] = ends;
  const labels = [nameColumn(columns, source), nameColumn(columns, target)];
  const weight = firstOf(columns, "number");
  const nodes = new Map();
  const edges = [];
  for (const row of table.rows.slice(0, MOST)) {
    if (row[source]?.type !== "uri" || row[target]?.type !== "uri") continue;
    [source, target].forEach((name, index) => {
      const id = row[name].value;
      if (!nodes.has(id)) nodes.set(id, { id, label: named(row, name, labels[index]), cls: classOf(id, index) });
    });
    edges.push({ source: row[source].value, target: row[target].value, kind: "participant", weight: weight ? Math.max(1, Number(value(row, weight)) || 1) : 1 });
  }
  return edges.length ? { model: { nodes: [...nodes.values()], edges }, drawn: edges.length } : null;
}

/** Whether a column holds terms of vocabularies, as that of predicates does. */
function isVocabulary(table, name) {
  const terms = table.rows.slice(0, SAMPLE).map((row) => row[name]).filter(Boolean);
  return terms.filter((term) => /^\w+:[\w-]+$/.test(short(term.value)) && !short(term.value).startsWith("wd:")).length > SHARE * terms.length;
}

function classOf(id, index) {
  const found = /\/id\/(person|organisation|event|programme|place)\//.exec(id);
  const name = found?.[1] ?? (index ? "event" : "person");
  return name[0].toUpperCase() + name.slice(1);
}

/** Things at their dates. */
export function asTimeline(table) {
  const columns = kinds(table);
  const dates = columns.filter((column) => column.kind === "date").map((column) => column.name);
  if (!dates.length) return null;
  const [start] = dates;
  const end = dates.find((name) => /end|last|to$/i.test(name) && name !== start);
  const label = columns.find((column) => /name|label|title/i.test(column.name) && column.kind === "text")?.name ?? firstOf(columns, "text") ?? firstOf(columns, "iri");
  if (!label) return null;
  const text = columns.find((column) => column.name === "text")?.name;
  const rows = table.rows.slice(0, MOST).filter((row) => row[start]);
  const items = rows.map((row, index) => ({
    start: value(row, start),
    end: value(row, end),
    cls: value(row, "class") === "Statement" || text ? "Statement" : "Event",
    label: text ? value(row, text) : named(row, label) || "",
    note: text ? value(row, label) : "",
    mark: String(index),
  }));
  return { model: items, drawn: items.length };
}

/** Rows counted by the country that they tell. */
export function asMap(table) {
  const column = firstOf(kinds(table), "country");
  if (!column) return null;
  const countries = new Map();
  const rows = table.rows.filter((row) => row[column]);
  for (const row of rows) {
    const code = value(row, column);
    const country = countries.get(code) ?? { code, Event: 0, Programme: 0 };
    country[value(row, "class") === "Programme" ? "Programme" : "Event"] += 1;
    countries.set(code, country);
  }
  return { model: [...countries.values()], drawn: rows.length };
}

/** A label and its number a row; with a date too, numbers over time. */
export function asChart(table) {
  const columns = kinds(table);
  const [number, date] = [firstOf(columns, "number"), firstOf(columns, "date")];
  const label = firstOf(columns, "text") ?? firstOf(columns, "iri") ?? (date ? null : undefined);
  if (!number || (label === undefined && !date)) return null;
  const rows = table.rows.slice(0, MOST).filter((row) => row[number] && (!label || row[label]));
  const dated = rows.filter((row) => row[date]);
  if (label && date) return { model: { series: series(dated, label, date, number) }, drawn: dated.length };
  const bars = rows.map((row) => ({ label: label ? named(row, label) : value(row, date), value: Number(value(row, number)) }));
  return { model: { bars }, drawn: rows.length };
}

function series(rows, label, date, number) {
  const found = new Map();
  for (const row of rows) {
    const name = named(row, label);
    const each = found.get(name) ?? { label: name, mark: name, counts: new Map(), total: 0 };
    const month = value(row, date).slice(0, 7);
    const counted = Number(value(row, number));
    each.counts.set(month, (each.counts.get(month) ?? 0) + counted);
    each.total += counted;
    found.set(name, each);
  }
  return [...found.values()].sort((a, b) => b.total - a.total);
}
