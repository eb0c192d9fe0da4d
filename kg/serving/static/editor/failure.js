// What went wrong with a query: told in words, at its line.

import { h } from "../shared/dom.js";
import { t } from "../shared/page.js";

/** The server's problem details in an error of the editor. */
function problem(error) {
  try {
    return JSON.parse(error.text);
  } catch {
    return { detail: error.text || error.statusText };
  }
}

/** Marks the line of a problem until the query is changed. */
function markLine(yasqe, { line, detail }) {
  const document = yasqe.getDoc();
  if (!line || line > document.lineCount()) return;
  const handle = document.addLineClass(line - 1, "background", "failed-line");
  yasqe.setGutterMarker(line - 1, "gutterErrorBar", h("div", { class: "failed-mark", title: detail, "aria-label": detail }, "!"));
  const clear = () => {
    document.removeLineClass(handle, "background", "failed-line");
    yasqe.setGutterMarker(handle, "gutterErrorBar", null);
    yasqe.off("change", clear);
  };
  yasqe.on("change", clear);
}

function goTo(yasqe, { line, column }) {
  yasqe.focus();
  yasqe.getDoc().setCursor({ line: line - 1, ch: Math.max(0, (column ?? 1) - 1) });
  yasqe.scrollIntoView({ line: line - 1, ch: 0 }, 80);
}

/**
 * Makes the results tell errors of our server.
 * @param {any} Yasr
 * @param {() => any} current the tab that is seen
 */
export function tellFailures(Yasr, current) {
  Yasr.defaults.errorRenderers = [
    async (error) => {
      const told = problem(error);
      const yasqe = current()?.getYasqe();
      if (yasqe) markLine(yasqe, told);
      const lines = [h("p", { class: "failure-title" }, t("editor.failed")), h("pre", {}, told.detail ?? "")];
      if (told.line && yasqe) lines.push(h("button", { type: "button", onclick: () => goTo(yasqe, told) }, t("editor.go_to_line", { line: told.line })));
      return h("div", { class: "failure", role: "alert" }, lines);
    },
  ];
}
