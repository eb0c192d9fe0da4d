// Asks the server: saved queries by name, SPARQL by its text.

import { page, url } from "./page.js";

/**
 * @typedef {{type: string, value: string, datatype?: string, "xml:lang"?: string}} Term
 * @typedef {{columns: string[], rows: Record<string, Term>[]}} Table
 */

/** The server's refusal, with the place in the query where it knows one. */
export class Refused extends Error {
  /** @param {{detail?: string, title?: string, line?: number, column?: number}} told */
  constructor(told, status) {
    super(told.detail ?? told.title ?? String(status));
    this.status = status;
    this.line = told.line ?? null;
    this.column = told.column ?? null;
  }
}

async function refusal(response) {
  const text = await response.text();
  try {
    return new Refused(JSON.parse(text), response.status);
  } catch {
    return new Refused({ detail: text.trim() || response.statusText }, response.status);
  }
}

/** @returns {Promise<Response>} */
async function get(address, accept, signal) {
  const response = await fetch(address, { headers: { Accept: accept }, signal });
  if (!response.ok) throw await refusal(response);
  return response;
}

/** @returns {Table} */
export function table(told) {
  return { columns: told.head.vars, rows: told.results.bindings };
}

/**
 * The rows of a saved query.
 * @param {string} name
 * @param {Record<string, string>} parameters
 * @param {AbortSignal} [signal]
 */
export async function runSaved(name, parameters, signal) {
  const address = url(`/api/queries/${name}`, { ...parameters, lang: page.language });
  return table(await (await get(address, "application/sparql-results+json", signal)).json());
}

/** The text of a saved query with the values of its parameters put in. */
export async function savedText(name, parameters) {
  const address = url(`/api/queries/${name}/sparql`, parameters);
  return (await get(address, "application/sparql-query, application/problem+json;q=0.5")).text();
}

/** The values of a row, "" where it has none. */
export const values = (row) => new Proxy(row, { get: (target, name) => target[name]?.value ?? "" });
