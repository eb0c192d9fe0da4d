// Names of things, suggested as one types, where a field takes a thing.

import { h, settled } from "./dom.js";
import { page, url } from "./page.js";

const FEWEST = 2; // letters from which on names are suggested
const MOST = 8;

async function suggest(field, list) {
  const typed = field.value.trim();
  if (typed.length < FEWEST) return list.replaceChildren();
  const asked = fetch(url("/api/suggest", { q: typed, limit: String(MOST), lang: page.language }), { headers: { Accept: "application/json" } });
  const response = await asked.catch(() => null);
  if (!response?.ok) return; // what was suggested before stays
  const { suggestions } = await response.json();
  list.replaceChildren(...suggestions.map((each) => h("option", { value: each.name ?? each.label }, each.label)));
}

/** Makes the fields of things suggest names. */
export function suggestNames() {
  for (const field of document.querySelectorAll('input[data-type="entity"]')) {
    const list = h("datalist", { id: `${field.id}-names` });
    field.after(list);
    field.setAttribute("list", list.id);
    field.addEventListener("input", settled(() => suggest(field, list), 120));
  }
}
