// What the editor completes: our prefixes, and the classes and properties that the data uses or the ontology declares, the most used first.

import { count, page } from "../shared/page.js";
import { runSaved, values } from "../shared/data.js";
import { short } from "../shared/terms.js";

const MOST = 60; // suggestions in a list

/** @type {Promise<{kind: string, iri: string, uses: number, label: string}[]> | null} */
let asked = null;
function terms() {
  asked ??= runSaved("terms", {}).then(({ rows }) => rows.map(values).map((row) => ({ kind: row.kind, iri: row.term, uses: Number(row.uses), label: row.label })));
  asked.catch(() => (asked = null)); // the next completion asks again
  return asked;
}

/** The terms of a kind that what was typed is in the name of: those that begin with it first. */
async function found(kind, typed) {
  const word = typed.toLowerCase();
  const rank = (term) => {
    if (term.iri.toLowerCase().startsWith(word)) return 0;
    return term.iri.toLowerCase().includes(word) || term.label.toLowerCase().includes(word) || short(term.iri).toLowerCase().includes(word) ? 1 : 2;
  };
  const ranked = (await terms()).filter((term) => term.kind === kind).map((term) => ({ term, rank: rank(term) }));
  return ranked.filter((each) => each.rank < 2).sort((a, b) => a.rank - b.rank || b.term.uses - a.term.uses).slice(0, MOST).map((each) => each.term);
}

/** A suggestion as it is shown: the term, what it is called, and how often it is used. */
function told(hint, known) {
  const term = known.find((each) => hint.text === short(each.iri) || hint.text === `<${each.iri}>` || each.iri.endsWith(hint.text.replace(/^[^:]*:/, "")));
  return term ? { ...hint, displayText: [hint.text, term.label, count("editor.uses", term.uses)].filter(Boolean).join(" · ") } : hint;
}

/** Puts a completer in the place of the editor's own of the same name: a shorter list of names would not replace them. */
function replace(Yasqe, name, conf) {
  Yasqe.Autocompleters[name] = { ...Yasqe.Autocompleters[name], persistenceId: null, ...conf };
}

/** Replaces the editor's completers, which ask servers on the web. */
export function complete(Yasqe) {
  replace(Yasqe, "prefixes", { get: () => Object.entries(page.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`).sort() });
  for (const kind of ["property", "class"]) {
    let known = [];
    replace(Yasqe, kind, {
      autoShow: false,
      bulk: false,
      get: async (_yasqe, token) => {
        known = await found(kind, token?.autocompletionString ?? "");
        return known.map((term) => term.iri);
      },
      postProcessSuggestion: (yasqe, _token, iri) => withPrefix(yasqe, iri),
      postprocessHints: (_yasqe, hints) => hints.map((hint) => told(hint, known)),
    });
  }
}

/** A term as the query can write it; by our own prefix where it has one, which the editor then declares by itself. */
function withPrefix(yasqe, iri) {
  const declared = Object.entries({ ...page.prefixes, ...yasqe.getPrefixesFromQuery() });
  const [prefix, namespace] = declared.filter(([, each]) => iri.startsWith(each)).sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  const local = namespace ? iri.slice(namespace.length) : "";
  return namespace && /^[\w][\w.-]*$/.test(local) ? `${prefix}:${local}` : `<${iri}>`;
}
