// What the server tells the scripts of a page: addresses, the version of the data, and the words of the reader's language.

/**
 * @typedef {object} Island
 * @property {string} root path prefix of the server
 * @property {string} language "en" or "fr"
 * @property {string} base what the IRIs of the data begin with
 * @property {string} version of the data
 * @property {boolean} newest whether the page's address names no version
 * @property {Record<string, string>} prefixes
 * @property {Record<string, string>} texts
 */

/** @type {Island & Record<string, any>} */
export const page = JSON.parse(document.getElementById("island").textContent);

/** A text with its gaps filled. */
export function t(key, values = {}) {
  const text = page.texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? String(values[name]) : gap));
}

export const has = (key) => key in page.texts;

const numbers = new Intl.NumberFormat(page.language);
/** A number as the language writes it. */
export const number = (value) => numbers.format(value);

/** A number with what it counts: the texts `key.one` and `key.other`. */
export function count(key, value) {
  const singular = value === 1 || (value === 0 && page.language === "fr");
  return t(`${key}.${singular ? "one" : "other"}`, { n: number(value) });
}

const DATE = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/;
/** A date, month or year of XML Schema, as precise as it is. */
export function date(value) {
  const found = DATE.exec(value ?? "");
  if (!found) return value ?? "";
  const [, year, month, day] = found;
  if (!month) return year;
  const name = page.texts["format.months"].split(" ")[Number(month) - 1];
  if (!day) return t("format.month", { month: name, year });
  const shown = day === "01" ? page.texts["format.first"] : String(Number(day));
  return t("format.day", { day: shown, month: name, year });
}

/** An address of this server, of an older version of the data where this page is. */
export function url(path, parameters = {}) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== "" && value !== null && value !== undefined) given.append(name, value);
  if (!page.newest && !given.has("version")) given.set("version", page.version);
  const query = given.toString();
  return page.root + path + (query ? `?${query}` : "");
}
