// A link that opens a query in the editor. It stands behind the #, so that it can be long and no server log has it.

import { page } from "../shared/page.js";

/**
 * @param {string} query
 * @param {string} version of the data; "" is the newest
 */
export function shareable(query, version) {
  const given = new URLSearchParams({ query, ...(version ? { version } : {}) });
  return `${page.root}/editor#${given}`;
}

/** What an address shares, or null. */
export function shared(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  return given.has("query") ? { query: given.get("query"), version: given.get("version") ?? "", run: given.get("run") === "1" } : null;
}
