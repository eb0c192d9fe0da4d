// Loads files of static/dist/ when they are needed, one after the other.

import { h } from "../shared/dom.js";
import { page } from "../shared/page.js";

const loaded = new Map();

function one(name) {
  if (!loaded.has(name)) {
    loaded.set(
      name,
      new Promise((resolve, reject) => {
        const script = h("script", { src: `${page.root}/static/dist/${name}`, onload: resolve, onerror: () => reject(new Error(name)) });
        document.head.append(script);
      }),
    );
  }
  return loaded.get(name);
}

/** @param {string[]} names */
export async function load(...names) {
  for (const name of names) await one(name);
}
