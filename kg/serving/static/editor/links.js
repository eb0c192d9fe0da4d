// Links in the table of results: entities lead to their pages on this server, all others to the web.

import { isOurs, link } from "../shared/terms.js";

/** The table has no setting for it, so its own function is wrapped; a test sees when another version of the library changes that. */
export function linkEntities(Yasr) {
  const { prototype } = Yasr.plugins.table;
  const original = prototype.getUriLinkFromBinding;
  prototype.getUriLinkFromBinding = function (binding, prefixes) {
    const html = original.call(this, binding, prefixes);
    const template = document.createElement("template");
    template.innerHTML = html; // the library has cleaned it
    const anchor = template.content.querySelector("a");
    const address = link(binding.value);
    if (!anchor) return html;
    if (!address) anchor.removeAttribute("href");
    else if (isOurs(binding.value)) {
      anchor.setAttribute("href", address);
      anchor.setAttribute("title", binding.value);
      anchor.removeAttribute("target");
    }
    return template.innerHTML;
  };
}
