// A key for each answer. The pages do without: the buttons and links are ordinary ones.

const KEPT = "kg-review-keys"; // whether keys are wanted: whoever speaks to the machine, or hits keys unmeant, can do without them

const toggle = document.getElementById("keys");

function wanted() {
  return toggle?.checked ?? true;
}

function show() {
  document.body.classList.toggle("with-keys", wanted());
  for (const target of document.querySelectorAll("[data-key]")) {
    if (wanted()) target.setAttribute("aria-keyshortcuts", target.dataset.key);
    else target.removeAttribute("aria-keyshortcuts");
  }
}

function press(event) {
  const free = !event.target.closest("input:not([type=checkbox]), textarea, select");
  if (!wanted() || !free || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const target = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key.toLowerCase());
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) target.focus();
  else target.click();
}

if (toggle) {
  toggle.checked = localStorage.getItem(KEPT) !== "off";
  toggle.closest(".keys").hidden = false;
  toggle.addEventListener("change", () => {
    localStorage.setItem(KEPT, toggle.checked ? "on" : "off");
    show();
  });
}
document.addEventListener("keydown", press);
show();
