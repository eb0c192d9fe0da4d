// The colours of the style sheet as canvases and files need them: resolved, in the colours that the reader chose.

const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

/** A token of the style sheet as `rgb(…)`. */
export function colour(token) {
  probe.style.color = `var(--${token})`;
  return getComputedStyle(probe).color;
}

/** A resolved colour that lets some of the ground through. */
export function faint(token, share) {
  const [red, green, blue] = colour(token).match(/[\d.]+/g);
  return `rgba(${red}, ${green}, ${blue}, ${share})`;
}

/** Calls a function when the page turns light or dark; returns what ends that. */
export function onColours(action) {
  const observer = new MutationObserver(action);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  scheme.addEventListener("change", action);
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", action);
  };
}
