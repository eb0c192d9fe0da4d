// Suggestions in the search box: the ARIA pattern of a combobox with a list. Without this module the form works as it is.

const WAIT = 120; // milliseconds of quiet after which is asked

class Suggestions {
  constructor(input) {
    this.input = input;
    this.list = document.getElementById(input.getAttribute("aria-controls"));
    this.status = document.getElementById("suggestion-count");
    this.active = -1;
    this.options = [];
    this.asked = 0;
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const typed = this.input.value.trim();
    if (typed.length < 2) return this.close();
    const number = ++this.asked;
    const url = new URL(this.input.dataset.suggest, location.href);
    url.searchParams.set("q", typed);
    url.searchParams.set("lang", document.documentElement.lang);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (number !== this.asked || !answer?.ok || document.activeElement !== this.input) return;
    this.show((await answer.json()).suggestions);
  }

  show(found) {
    this.options = found.filter((each) => each.url).map((each, index) => this.option(each, index));
    this.list.replaceChildren(...this.options);
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.status.textContent = this.input.dataset.count.replace("{n}", this.options.length);
    this.activate(-1);
  }

  option(found, index) {
    const item = document.createElement("li");
    item.id = `suggestion-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = found.url;
    const name = document.createElement("bdi");
    name.className = `thing ${found.kind}`;
    name.textContent = found.label || found.name;
    item.append(name);
    if (found.name !== (found.label || found.name)) {
      const other = document.createElement("small");
      other.textContent = found.name;
      item.append(" ", other);
    }
    return item;
  }

  key(event) {
    const count = this.options.length;
    const open = !this.list.hidden && count > 0;
    if (event.key === "Escape" && open) this.close();
    else if (event.key === "ArrowDown" && open) this.activate((this.active + 1) % count);
    else if (event.key === "ArrowUp" && open) this.activate(this.active <= 0 ? count - 1 : this.active - 1);
    else if (event.key === "Enter" && open && this.active >= 0) this.choose(this.options[this.active]);
    else return;
    event.preventDefault();
  }

  activate(index) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.options[index];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(option) {
    if (option) location.assign(option.dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.list.hidden = true;
    this.options = [];
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
    this.activate(-1);
  }
}

for (const input of document.querySelectorAll("[data-suggest]")) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "suggestions");
  new Suggestions(input);
}
