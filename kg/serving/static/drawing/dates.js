// Dates that are as precise as their text: years, months and days as stretches of time, and the marks of an axis.

import { page } from "../shared/page.js";

const PARTIAL = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/;
export const DAY = 86_400_000;

/** Whether a text begins as a date of XML Schema does. */
export const isDate = (text) => /^-?\d{4}(-\d\d(-\d\d)?)?($|T|Z|\+)/.test(text);

/**
 * The stretch of time that a date covers, in milliseconds: a year is long, a day is short.
 * @param {string} text
 * @returns {[number, number] | null}
 */
export function stretch(text) {
  const found = PARTIAL.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  const from = utc(year, Math.max(month, 1) - 1, Math.max(day, 1));
  const to = day ? from + DAY : month ? utc(year, month, 1) : utc(year + 1, 0, 1);
  return [from, to];
}

function utc(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000]; // months between two marks
const MONTH = 30.44 * DAY;

/**
 * The marks of an axis with some pixels between each two.
 * @returns {{time: number, label: string, isYear: boolean}[]}
 */
export function ticks(from, to, width, apart = 72) {
  const months = (to - from) / MONTH;
  const step = STEPS.find((each) => (width * each) / months >= apart) ?? STEPS.at(-1);
  const first = new Date(from);
  const marks = [];
  let month = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
  for (; marks.length < 400; month += step) {
    const time = utc(Math.floor(month / 12), month % 12, 1);
    if (time > to) break;
    if (time >= from) marks.push({ time, label: label(time, step), isYear: month % 12 === 0 });
  }
  return marks;
}

const monthly = new Intl.DateTimeFormat(page.language, { month: "short", timeZone: "UTC" });
function label(time, step) {
  const date = new Date(time);
  if (step >= 12 || date.getUTCMonth() === 0) return String(date.getUTCFullYear());
  return monthly.format(date);
}
