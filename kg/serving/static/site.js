// What every page does beyond its links: changes colours at once, where the links of the footer would load the page anew.

const YEAR = 365 * 24 * 3600;

function chooseTheme(event) {
  const link = event.currentTarget;
  const theme = link.dataset.chooseTheme;
  const path = new URL(document.querySelector(".wordmark").href).pathname.replace(/(.)\/$/, "$1");
  event.preventDefault();
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
    document.cookie = `kg_theme=; path=${path}; max-age=0; samesite=lax`;
  } else {
    document.documentElement.dataset.theme = theme;
    document.cookie = `kg_theme=${theme}; path=${path}; max-age=${YEAR}; samesite=lax`;
  }
  for (const other of document.querySelectorAll("[data-choose-theme]")) {
    other.toggleAttribute("aria-current", false);
  }
  link.setAttribute("aria-current", "true");
}

for (const link of document.querySelectorAll("[data-choose-theme]")) {
  link.addEventListener("click", chooseTheme);
}
