// Names for controls that the editor's library leaves without one, in the reader's language.

import { t } from "../shared/page.js";

const NAMES = [
  [".autocomplete", "editor.endpoint"],
  [".CodeMirror textarea", "editor.query"],
  [".tableSizer", "editor.page_size"],
  [".tableFilter", "editor.filter_rows"],
  [".addTab", "editor.more_tabs"],
  [".yasqe_queryButton", "editor.run"],
];

/** @param {HTMLElement} root of the editor */
export function nameControls(root) {
  const name = () => {
    for (const [selector, key] of NAMES) {
      for (const element of root.querySelectorAll(selector)) if (element.getAttribute("aria-label") !== t(key)) element.setAttribute("aria-label", t(key));
    }
  };
  new MutationObserver(name).observe(root, { childList: true, subtree: true });
  name();
}
