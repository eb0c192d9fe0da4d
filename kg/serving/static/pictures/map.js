// The picture of the map: countries with their events and programmes.

import { h } from "../shared/dom.js";
import { count, date, t } from "../shared/page.js";
import { link, localName } from "../shared/terms.js";
import { values } from "../shared/data.js";
import { WorldMap, countryName } from "../drawing/world.js";

export function prepare(rows, shown) {
  const items = rows.map(values).map((row) => ({
    code: row.country,
    country: row.country ? countryName(row.country) : "",
    place: row.place,
    placeName: row.placeName,
    cls: row.class,
    label: row.name || localName(row.item),
    start: row.start,
    id: row.item,
  }));
  const held = items.filter((item) => shown.has(item.cls));
  const countries = new Map();
  const counted = new Set();
  for (const item of held.filter((each) => each.code)) {
    const country = countries.get(item.code) ?? { code: item.code, Event: 0, Programme: 0 };
    if (!counted.has(item.code + item.id)) country[item.cls] += 1;
    counted.add(item.code + item.id);
    countries.set(item.code, country);
  }
  return { items: held, countries: [...countries.values()] };
}

export const isEmpty = (model) => !model.items.length;

export function summary(model) {
  const nowhere = new Set(model.items.filter((item) => !item.code).map((item) => item.place)).size;
  const told = [count("picture.countries", model.countries.length), count("picture.rows", model.items.length)];
  if (nowhere) told.push(count("picture.map.nowhere", nowhere));
  return told.join(" · ");
}

export const draw = (place, model, options) => WorldMap.make(place, model.countries, options);

export const mark = (row) => row.code;
export const tableOf = (model) => ({
  rows: model.items,
  by: 0,
  columns: [
    { title: t("picture.country"), value: (row) => row.country },
    { title: t("picture.where"), value: (row) => row.placeName, show: (row) => h("a", { href: link(row.place) }, h("bdi", {}, row.placeName || localName(row.place))) },
    { title: t("picture.class"), value: (row) => t(`picture.one.${row.cls}`), show: (row) => h("span", { class: "classed" }, h("i", { class: `key key-${row.cls}`, "aria-hidden": "true" }), t(`picture.one.${row.cls}`)) },
    { title: t("picture.name"), value: (row) => row.label, show: (row) => h("a", { href: link(row.id) }, h("bdi", {}, row.label)) },
    { title: t("picture.date"), value: (row) => row.start, show: (row) => date(row.start), isDate: true },
  ],
});

export function told(model, code) {
  const items = model.items.filter((item) => item.code === code);
  if (!items.length) return null;
  const unique = [...new Map(items.map((item) => [item.id, item])).values()];
  const links = unique.slice(0, 20).map((item) => ({ label: item.label, href: link(item.id), cls: item.cls }));
  return { title: countryName(code), href: null, note: count("picture.rows", unique.length), links };
}
