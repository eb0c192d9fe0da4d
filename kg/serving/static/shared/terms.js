// IRIs as links and names.

import { page, url } from "./page.js";

const SHOWN = /^(id|doc|build|software)\//; // what stands behind the base in the IRIs that have a page here
export const WIKIDATA = "http://www.wikidata.org/entity/";

/**
 * Where an IRI leads: to its page on this server, or to the web. Null where following it would not be safe.
 * @param {string} iri
 */
export function link(iri) {
  if (iri.startsWith(page.base) && SHOWN.test(iri.slice(page.base.length))) {
    const [path, fragment] = iri.slice(page.base.length).split("#", 2);
    return url(`/${path}`) + (fragment ? `#${fragment}` : "");
  }
  return /^https?:\/\//.test(iri) ? iri : null;
}

/** Whether an IRI has a page on this server. */
export const isOurs = (iri) => iri.startsWith(page.base) && SHOWN.test(iri.slice(page.base.length));

/** An IRI with a prefix where one is known. */
export function short(iri) {
  let best = "";
  let shown = iri;
  for (const [prefix, namespace] of Object.entries(page.prefixes)) {
    if (iri.startsWith(namespace) && namespace.length > best.length) {
      best = namespace;
      shown = `${prefix}:${iri.slice(namespace.length)}`;
    }
  }
  return shown;
}

/** What stands behind the last # or / of an IRI. */
export const localName = (iri) => decodeURI(iri.replace(/[/#]$/, "").replace(/^.*[/#]/, ""));
