// The picture of the speakers: who says how much, when.

import { h } from "../shared/dom.js";
import { count, date, number, t } from "../shared/page.js";
import { link, localName } from "../shared/terms.js";
import { values } from "../shared/data.js";
import { Calendar } from "../drawing/calendar.js";

export function prepare(rows, shown) {
  const speakers = new Map();
  for (const row of rows.map(values)) {
    if (!shown.has(row.speakerClass)) continue;
    const speaker = speakers.get(row.speaker) ?? { mark: row.speaker, label: row.speakerName || localName(row.speaker), cls: row.speakerClass, counts: new Map(), total: 0, undated: 0 };
    speakers.set(row.speaker, speaker);
    const counted = Number(row.statements);
    if (row.month) {
      speaker.counts.set(row.month, counted);
      speaker.total += counted;
    } else speaker.undated += counted;
  }
  const all = [...speakers.values()].sort((a, b) => b.total + b.undated - a.total - a.undated);
  return { speakers: all, dated: all.filter((speaker) => speaker.total).sort((a, b) => b.total - a.total) };
}

export const isEmpty = (model) => !model.speakers.length;

export function summary(model) {
  const sum = (key) => model.speakers.reduce((total, speaker) => total + speaker[key], 0);
  const told = [count("picture.speakers", model.speakers.length), count("picture.statements", sum("total") + sum("undated"))];
  if (sum("undated")) told.push(t("picture.speakers.undated", { n: number(sum("undated")) }));
  return told.join(" · ");
}

export const draw = (place, model, options) => new Calendar(place, model.dated, options);

export const mark = (row) => row.mark;
const edge = (row, last) => [...row.counts.keys()].sort().at(last ? -1 : 0) ?? "";
export const tableOf = (model) => ({
  rows: model.speakers,
  by: 2,
  columns: [
    { title: t("picture.speaker"), value: (row) => row.label, show: (row) => h("a", { href: link(row.mark) }, h("bdi", {}, row.label)) },
    { title: t("picture.class"), value: (row) => t(`picture.one.${row.cls}`), show: (row) => h("span", { class: "classed" }, h("i", { class: `key key-${row.cls}`, "aria-hidden": "true" }), t(`picture.one.${row.cls}`)) },
    { title: t("picture.said"), value: (row) => row.total + row.undated, show: (row) => number(row.total + row.undated), isNumber: true },
    { title: t("picture.first"), value: (row) => edge(row, false), show: (row) => date(edge(row, false)), isDate: true },
    { title: t("picture.last"), value: (row) => edge(row, true), show: (row) => date(edge(row, true)), isDate: true },
  ],
});

export function told(model, id) {
  const speaker = model.speakers.find((each) => each.mark === id);
  if (!speaker) return null;
  const months = [...speaker.counts].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-12);
  return {
    title: speaker.label,
    href: link(id),
    note: [count("picture.statements", speaker.total + speaker.undated), ...months.map(([month, counted]) => `${date(month)}: ${number(counted)}`)].join(" · "),
    links: [],
  };
}
