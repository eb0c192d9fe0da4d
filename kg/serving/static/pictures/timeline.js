// The picture of the timeline: events at their dates, statements at those of their documents.

import { h } from "../shared/dom.js";
import { count, date, t } from "../shared/page.js";
import { link, localName } from "../shared/terms.js";
import { values } from "../shared/data.js";
import { Timeline } from "../drawing/time.js";

export function prepare(rows, shown) {
  const items = rows.map(values).map((row) => ({
    start: row.start,
    end: row.end,
    cls: row.class,
    label: row.name || localName(row.item),
    type: row.type,
    note: row.saidByName,
    speaker: row.saidBy,
    mark: row.item,
  }));
  return { items: items.filter((item) => shown.has(item.cls)) };
}

export const isEmpty = (model) => !model.items.length;

export function summary(model) {
  const events = model.items.filter((item) => item.cls === "Event").length;
  return [count("picture.events", events), count("picture.statements", model.items.length - events)].join(" · ");
}

export const draw = (place, model, options) => new Timeline(place, model.items, options);

export const mark = (row) => row.mark;
export const tableOf = (model) => ({
  rows: model.items,
  by: 0,
  falling: true,
  columns: [
    { title: t("picture.date"), value: (row) => row.start, show: (row) => date(row.start), isDate: true },
    { title: t("picture.class"), value: (row) => t(`picture.one.${row.cls}`), show: (row) => h("span", { class: "classed" }, h("i", { class: `key key-${row.cls}`, "aria-hidden": "true" }), t(`picture.one.${row.cls}`)) },
    { title: t("picture.name"), value: (row) => row.label, show: (row) => h("a", { href: link(row.mark) }, h("bdi", {}, row.label)) },
    { title: t("picture.speaker"), value: (row) => row.note, show: (row) => (row.speaker ? h("a", { href: link(row.speaker) }, h("bdi", {}, row.note)) : "") },
  ],
});

export function told(model, id) {
  const item = model.items.find((each) => each.mark === id);
  if (!item) return null;
  const when = item.end && item.end !== item.start ? `${date(item.start)} – ${date(item.end)}` : date(item.start);
  const links = item.speaker ? [{ label: item.note, href: link(item.speaker), cls: "Person" }] : [];
  return { title: item.label, href: link(item.mark), note: `${t(`picture.one.${item.cls}`)} · ${when}`, links };
}
