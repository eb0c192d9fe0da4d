// The page of a picture: asks for its rows, draws them, keeps drawing and table together, saves, and follows the filters.

import { breath, byId, h, settled, showScripted } from "../shared/dom.js";
import { page, t, url } from "../shared/page.js";
import { SortedTable, nothing } from "../shared/table.js";
import { runSaved, savedText } from "../shared/data.js";
import { savePng, saveSvg } from "../shared/save.js";
import { suggestNames } from "../shared/suggest.js";
import { shareable } from "../editor/link.js";

const picture = await import(`./${page.picture}.js`);
const form = byId("filters");
const place = byId("drawing");
const problem = byId("problem");
const picked = h("div", { class: "picked-note", role: "status" });

let rows = [];
let drawing = null;
let table = null;
let asked = null;
let showing = Promise.resolve();

/** The values of the filters that the query takes. */
function parameters() {
  const given = {};
  for (const field of form.querySelectorAll(".parameters input[name], .parameters select[name]")) if (field.value.trim()) given[field.name] = field.value.trim();
  return given;
}

const boxes = () => [...form.querySelectorAll("input[name=show]")];
const shown = () => new Set(boxes().filter((box) => box.checked).map((box) => box.value));

function keepAddress() {
  const given = new URLSearchParams(parameters());
  for (const box of boxes()) if (!box.checked) given.append("hide", box.value);
  const query = given.toString();
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  document.body.dataset.drawn = "";
  place.setAttribute("aria-busy", "true");
  problem.hidden = true;
  try {
    rows = (await runSaved(page.query, parameters(), asked.signal)).rows;
    byId("data").href = url(`/api/queries/${page.query}`, { ...parameters(), lang: page.language, format: "csv" });
    await show();
    await linkBehind();
  } catch (error) {
    if (error.name === "AbortError") return;
    problem.textContent = error.message;
    problem.hidden = false;
  }
  place.removeAttribute("aria-busy");
}

/** The link to the query behind the picture, with the values of the filters. */
async function linkBehind() {
  const text = await savedText(page.query, { ...parameters(), lang: page.language });
  byId("behind").href = shareable(text, page.newest ? "" : page.version);
}

/** One picture after the other, since each is drawn in steps. */
const show = () => (showing = showing.then(showNow, showNow));

async function showNow() {
  const model = picture.prepare(rows, shown());
  drawing?.destroy();
  drawing = null;
  picked.replaceChildren();
  byId("summary").textContent = picture.summary(model);
  const pick = (mark) => choose(model, mark);
  drawTable(model, pick);
  await breath();
  if (picture.isEmpty(model)) place.replaceChildren(nothing());
  else drawing = await drawn(model, pick);
  document.body.dataset.drawn = page.picture;
}

async function drawn(model, pick) {
  try {
    return await picture.draw(place, model, { onPick: pick, label: t("picture.alternative", { title: t(`picture.${page.picture}.caption`), summary: picture.summary(model) }) });
  } catch (error) {
    place.replaceChildren(h("p", { class: "problem" }, t("picture.cannot_draw", { why: error.message })));
    return null;
  }
}

function drawTable(model, pick) {
  const { columns, rows: listed, by, falling } = picture.tableOf(model, pick);
  if (!listed.length) return byId("table").replaceChildren(nothing());
  table = new SortedTable(byId("table"), columns, listed, { caption: t(`picture.${page.picture}.caption`), by, falling, mark: picture.mark });
}

/** Shows one of the things drawn: in the picture, in the table, and in words. */
function choose(model, mark) {
  drawing?.pick(mark);
  table?.reveal(mark);
  const told = mark ? picture.told(model, mark, drawing) : null;
  if (!told) return picked.replaceChildren();
  const title = told.href ? h("a", { href: told.href }, h("bdi", {}, told.title)) : h("bdi", {}, told.title);
  const links = told.links.map((each) => h("li", {}, h("i", { class: `key key-${each.cls}`, "aria-hidden": "true" }), h("a", { href: each.href }, h("bdi", {}, each.label))));
  picked.replaceChildren(h("p", { class: "picked-title" }, title), h("p", { class: "note" }, told.note), links.length ? h("ul", {}, links) : "");
}

function save(kind) {
  if (!drawing) return;
  const name = `pressgraph-${page.picture}-${page.version}`;
  if (kind === "svg") saveSvg(drawing.svg, name);
  else savePng(drawing.svg, name);
}

showScripted();
suggestNames();
place.after(picked);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  keepAddress();
  ask();
});
const redraw = settled(() => {
  keepAddress();
  show();
}, 50);
for (const box of boxes()) box.addEventListener("change", redraw);
for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => save(button.dataset.save));
await ask();
