// Starts the editor, with all that it asks for on this server.

import { byId, h, showScripted } from "../shared/dom.js";
import { page, t } from "../shared/page.js";
import { suggestNames } from "../shared/suggest.js";
import { complete } from "./completion.js";
import { tellFailures } from "./failure.js";
import { shareable, shared } from "./link.js";
import { linkEntities } from "./links.js";
import { nameControls } from "./names.js";
import { followForms } from "./saved.js";
import { addViews, compactTables, nameViews } from "./views.js";

const { Yasgui } = globalThis;
const { Yasqe, Yasr } = Yasgui;
const endpoint = new URL(`${page.root}/sparql`, location.href).href; // absolute, as the editor needs it
const FIRST = `PREFIX kg: <${page.prefixes.kg}>
PREFIX rdfs: <${page.prefixes.rdfs}>

SELECT ?person ?name WHERE {
  ?person a kg:Person ; rdfs:label ?name .
} LIMIT 100
`;

complete(Yasqe);
linkEntities(Yasr);
addViews(Yasr);
tellFailures(Yasr, () => yasgui.getTab());
nameViews(Yasr);
compactTables(Yasgui);

const yasgui = new Yasgui(byId("yasgui"), {
  persistenceId: `pressgraph${page.root}`,
  populateFromUrl: false,
  copyEndpointOnNewTab: false,
  autofocus: false,
  tabName: t("editor.title"),
  requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  yasqe: { value: FIRST, editorHeight: "18rem" },
  yasr: { prefixes: { ...page.prefixes, id: `${page.base}id/`, doc: `${page.base}doc/` }, pluginOrder: Yasr.defaults.pluginOrder },
});

/** The version that a tab asks; "" is the newest. */
function versionOf(tab) {
  return tab.getRequestConfig().args?.find((each) => each.name === "version")?.value ?? "";
}

function pin(tab, version) {
  tab.setRequestConfig({ args: version ? [{ name: "version", value: version }] : [] });
  tellVersion();
}

/** Tells when the tab asks an older version. */
function tellVersion() {
  const tab = yasgui.getTab();
  const version = tab ? versionOf(tab) : "";
  const unpin = h("button", { type: "button", onclick: () => pin(tab, "") }, t("editor.use_newest"));
  byId("notices").replaceChildren(...(version ? [h("p", { class: "notice" }, t("editor.pinned", { version }), " ", unpin)] : []));
}

/** Opens a query in a tab of its own; one that was opened from there before is used again. */
function open(id, name, query, version) {
  const known = yasgui.getTab(id);
  if (known) yasgui.selectTabId(id);
  const defaults = Yasgui.Tab.getDefaults(yasgui);
  const tab = known ?? yasgui.addTab(true, { ...defaults, id, name, yasqe: { ...defaults.yasqe, value: query } });
  tab.setQuery(query);
  tab.setEndpoint(endpoint);
  pin(tab, version);
  return tab;
}

const run = (tab) => tab.query().catch(() => {}); // a failure is told where the results stand

/** Opens what the address shares, and takes it out of the address, so that a reload does not undo changes. */
function openShared() {
  const given = shared(location.hash);
  if (!given) return null;
  history.replaceState(null, "", location.pathname + location.search);
  const tab = open("from-link", t("editor.title"), given.query, given.version);
  run(tab);
  return tab;
}

/** Opens the form of the saved query that the address names: `#query-who-said-what`. */
function openForm() {
  const form = location.hash.startsWith("#query-") ? document.getElementById(location.hash.slice(1)) : null;
  if (!form) return;
  form.open = true;
  form.scrollIntoView({ block: "nearest" });
  form.querySelector("summary").focus();
}

async function share() {
  const tab = yasgui.getTab();
  const version = versionOf(tab) || page.version;
  const address = new URL(shareable(tab.getQuery(), version), location.href).href;
  const place = byId("shared");
  place.hidden = false;
  try {
    await navigator.clipboard.writeText(address);
    place.replaceChildren(t("editor.shared", { version }));
  } catch {
    const field = h("input", { value: address, readonly: true, "aria-label": t("editor.copy", { version }) });
    place.replaceChildren(t("editor.copy", { version }), field);
    field.select();
  }
  place.dataset.link = address;
}

function listDownloads() {
  const tab = yasgui.getTab();
  const isGraph = ["CONSTRUCT", "DESCRIBE"].includes(tab.getYasqe().getQueryType());
  const version = versionOf(tab);
  const links = page.formats[isGraph ? "graph" : "solutions"].map((format) => {
    const given = new URLSearchParams({ query: tab.getQuery(), format, ...(version ? { version } : {}) });
    return h("li", {}, h("a", { href: `${endpoint}?${given}`, download: `pressgraph.${format}` }, format));
  });
  byId("downloads").querySelector("ul").replaceChildren(...links);
}

for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint(endpoint);
followForms((name, title, text) => run(open(`saved-${name}`, title, text, page.newest ? "" : page.version)));
nameControls(yasgui.rootEl);
showScripted();
suggestNames();
byId("share").addEventListener("click", share);
byId("downloads").addEventListener("toggle", listDownloads);
yasgui.on("tabSelect", () => setTimeout(tellVersion));
addEventListener("hashchange", () => openShared() ?? openForm());
tellVersion();
openShared() ?? openForm();
document.body.dataset.drawn = "editor";
globalThis.pressgraphEditor = yasgui; // for whoever wants to script the page from the console
