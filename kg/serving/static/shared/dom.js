// Elements of HTML and SVG, made without markup in strings: what comes from the data is text and never becomes markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Element} element
 * @param {Record<string, unknown>} properties attributes; `on…` functions listen, `dataset` and `style` are objects, false and null leave out
 */
function apply(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name === "dataset") Object.assign(/** @type {HTMLElement} */ (element).dataset, value);
    else if (name === "style") Object.assign(/** @type {HTMLElement} */ (element).style, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** @returns {HTMLElement} */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  apply(element, properties);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** @returns {SVGElement} */
export function s(tag, properties = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  apply(element, properties);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

/** Shows what only works with scripts. */
export function showScripted() {
  for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;
}

/** Lets the browser do what waits, such as answering a key, before work goes on. */
export const breath = () => new Promise((done) => setTimeout(done));

/** Calls a function when calls have stopped coming for a while. */
export function settled(action, wait = 200) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), wait);
  };
}
