// The menu of saved queries: a filter, and forms that open a query with its values in the editor.

import { byId, settled } from "../shared/dom.js";
import { savedText } from "../shared/data.js";

function filter() {
  const words = byId("saved-filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const entry of document.querySelectorAll(".saved-queries > li")) {
    entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
  }
}

/** The values of a form that were given. */
export function given(form) {
  const values = {};
  for (const field of form.elements) {
    if (field.name && field.name !== "format" && field.name !== "version" && field.value.trim()) values[field.name] = field.value.trim();
  }
  return values;
}

/** @param {(name: string, title: string, text: string) => void} open */
export function followForms(open) {
  byId("saved-filter").addEventListener("input", settled(filter, 80));
  for (const form of document.querySelectorAll("form[data-query]")) {
    const problem = form.querySelector(".problem");
    form.addEventListener("submit", async (event) => {
      if (event.submitter && "download" in event.submitter.dataset) return;
      event.preventDefault();
      problem.hidden = true;
      try {
        open(form.dataset.query, form.closest("details").querySelector("summary").textContent, await savedText(form.dataset.query, given(form)));
      } catch (error) {
        problem.textContent = error.message;
        problem.hidden = false;
      }
    });
  }
}
