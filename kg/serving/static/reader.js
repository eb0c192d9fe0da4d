// The reader of a document: a card at each mark that tells what was read and by which rule, and the marks that belong together.

const words = JSON.parse(document.getElementById("card-words").textContent);
const card = document.getElementById("card");
const text = document.getElementById("text");
let shownFor = null;

function line(name, content) {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = content;
  return element;
}

function describe(mark) {
  const kind = mark.classList.contains("q") ? "statement" : [...mark.classList].find((name) => name in words.kinds) ?? "";
  const lines = [line("card-kind", words.kinds[kind] ?? "")];
  if (mark.dataset.name) lines.push(line("card-name", mark.dataset.name));
  const rules = (mark.dataset.r ?? "").split(" ").filter(Boolean).map((number) => words.rules[Number(number)]);
  if (rules.length > 0) lines.push(line("card-rule", rules.join("; ")));
  const confidence = Number(mark.dataset.c);
  if (mark.dataset.c && Number.isFinite(confidence)) {
    lines.push(line("card-sure", `${words.confidence} ${words.percent.replace("{n}", Math.round(confidence * 100))}`));
  }
  return lines;
}

function place(mark) {
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8);
  const below = box.bottom + 6;
  const above = box.top - card.offsetHeight - 6;
  card.style.left = `${Math.max(8, left) + window.scrollX}px`;
  card.style.top = `${(below + card.offsetHeight > window.innerHeight && above > 0 ? above : below) + window.scrollY}px`;
}

function show(mark) {
  if (mark === shownFor) return;
  hide();
  shownFor = mark;
  card.className = [...mark.classList].find((name) => name in words.kinds) ?? "statement";
  card.replaceChildren(...describe(mark));
  card.hidden = false;
  mark.setAttribute("aria-describedby", "card");
  place(mark);
}

function hide() {
  if (shownFor === null) return;
  shownFor.removeAttribute("aria-describedby");
  shownFor = null;
  card.hidden = true;
}

// Stretches of the graph are addressed as #char=12,24; a stretch that has no mark is shown by the mark around its beginning.
function marksOf(fragment) {
  const found = document.getElementById(fragment);
  if (found) return [found];
  const wanted = /^char=(\d+),(\d+)$/.exec(fragment);
  if (!wanted) return [];
  const begin = Number(wanted[1]);
  const near = [...text.querySelectorAll("[id^='char=']")].filter((mark) => {
    const [first, last] = mark.id.slice("char=".length).split(",").map(Number);
    return first <= begin && begin < last;
  });
  return near.slice(-1);
}

function goTo(fragment, focus) {
  for (const old of text.querySelectorAll(".target")) old.classList.remove("target");
  for (const mark of marksOf(fragment)) {
    mark.classList.add("target");
    if (!document.getElementById(fragment)) mark.scrollIntoView({ block: "center" });
    if (focus) {
      if (!mark.hasAttribute("href")) mark.tabIndex = -1;
      mark.focus({ preventScroll: true });
    }
  }
}

const markAt = (event) => (event.target instanceof Element ? event.target.closest(".m, .q") : null);

text.addEventListener("pointerover", (event) => {
  const mark = markAt(event);
  if (mark) show(mark);
  else hide();
});
text.addEventListener("pointerleave", hide);
text.addEventListener("focusin", (event) => markAt(event) && show(markAt(event)));
text.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
window.addEventListener("hashchange", () => goTo(decodeURIComponent(location.hash.slice(1)), true));
for (const box of document.querySelectorAll("[data-shows]")) {
  box.addEventListener("change", () => text.classList.toggle(`no-${box.dataset.shows}`, !box.checked));
}
if (location.hash) goTo(decodeURIComponent(location.hash.slice(1)), false);
