// A picture as a file: SVG with its style written into it, or PNG drawn from that SVG.

import { h } from "./dom.js";
import { colour } from "./colours.js";

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline"];
const SCALE = 2; // pixels of a PNG for each of the picture
const LEFT_OUT = "[data-screen-only]";

/** Hands a file to the browser. */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * A copy of a picture that needs no style sheet, on the page's ground.
 * @param {SVGSVGElement} svg
 */
export function standalone(svg) {
  const copy = svg.cloneNode(true);
  const [from, to] = [svg, copy].map((each) => [each, ...each.querySelectorAll("*")]);
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) if (style.getPropertyValue(name)) to[index].style.setProperty(name, style.getPropertyValue(name));
    to[index].removeAttribute("class");
  });
  for (const element of copy.querySelectorAll(LEFT_OUT)) element.remove();
  for (const link of copy.querySelectorAll("a")) link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", colour("raised"));
  copy.prepend(ground);
  return copy;
}

const asText = (svg) => new XMLSerializer().serializeToString(standalone(svg));

/** @param {SVGSVGElement} svg */
export function saveSvg(svg, name) {
  download(new Blob([asText(svg)], { type: "image/svg+xml" }), `${name}.svg`);
}

/** @param {SVGSVGElement} svg */
export async function savePng(svg, name) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText(svg))}`;
  await picture.decode();
  const { width, height } = svg.viewBox.baseVal;
  const canvas = h("canvas", { width: width * SCALE, height: height * SCALE });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(blob, `${name}.png`), "image/png");
}
