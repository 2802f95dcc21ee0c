/* Suggestions below a search field: an ARIA combobox with a listbox (WAI-ARIA Authoring Practices, "list autocomplete
   with manual selection"). Fields with data-suggestions="<address>" get it; without this script they are plain fields. */

(() => {
  "use strict";

  const DELAY = 150;
  const SHORTEST = 2;

  const element = (name, attributes) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  class Suggestions {
    constructor(input) {
      this.input = input;
      this.options = [];
      this.active = -1;
      this.list = element("ul", { class: "suggestions no-max-width", role: "listbox", id: `${input.id}-suggestions`, "aria-label": "Forslag" });
      this.status = element("span", { class: "sr-only", role: "status" });
      this.list.hidden = true;
      input.closest(".search").append(this.list, this.status);
      const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off" };
      for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, value);

      input.addEventListener("input", () => this.typed());
      input.addEventListener("keydown", (event) => this.pressed(event));
      input.addEventListener("blur", () => this.close());
      // A press would take the focus, and with it the list, before the click comes.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => this.choose(this.options.indexOf(event.target.closest("[role=option]"))));
    }

    typed() {
      clearTimeout(this.timer);
      this.request?.abort();
      if (this.input.value.trim().length < SHORTEST) this.close();
      else this.timer = setTimeout(() => this.ask(this.input.value), DELAY);
    }

    async ask(typed) {
      const request = (this.request = new AbortController());
      try {
        const address = `${this.input.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
        const response = await fetch(address, { signal: request.signal });
        if (response.ok) this.show(await response.json());
      } catch {
        // Aborted, or no connection: the field goes on without suggestions.
        if (!request.signal.aborted) this.close();
      }
    }

    show([, texts, descriptions, urls]) {
      if (document.activeElement !== this.input) return;
      this.options = texts.map((text, index) => {
        const option = element("li", { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" });
        option.append(Object.assign(element("span", {}), { textContent: text }));
        if (descriptions[index]) {
          option.append(" ", Object.assign(element("span", { class: "meta" }), { textContent: descriptions[index] }));
        }
        Object.assign(option, { words: text, url: urls[index] });
        return option;
      });
      this.list.replaceChildren(...this.options);
      this.activate(-1);
      this.setOpen(texts.length > 0);
      this.status.textContent = texts.length ? `${texts.length} forslag. Vælg med piletasterne.` : "";
    }

    setOpen(isOpen) {
      this.list.hidden = !isOpen;
      this.input.setAttribute("aria-expanded", String(isOpen));
    }

    close() {
      clearTimeout(this.timer);
      this.request?.abort();
      this.activate(-1);
      this.setOpen(false);
      this.status.textContent = "";
    }

    activate(index) {
      this.active = index;
      this.options.forEach((option, n) => option.setAttribute("aria-selected", String(n === index)));
      const option = this.options[index];
      if (option) {
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    pressed(event) {
      if (this.list.hidden || event.isComposing) return;
      const count = this.options.length;
      if (event.key === "ArrowDown") this.activate(this.active + 1 < count ? this.active + 1 : -1);
      else if (event.key === "ArrowUp") this.activate(this.active >= 0 ? this.active - 1 : count - 1);
      else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
      else if (event.key === "Escape") this.close();
      else return;
      event.preventDefault();
    }

    /* A search goes through the field's own form, so that its filters stay; everything else is a page of its own. */
    choose(index) {
      const option = this.options[index];
      if (!option) return;
      const target = new URL(option.url, location.href);
      const isSearch = target.pathname === new URL(this.input.form.action).pathname;
      this.close();
      this.input.value = option.words;
      if (isSearch) this.input.form.requestSubmit();
      else location.assign(target);
    }
  }

  document.querySelectorAll("input[data-suggestions]").forEach((input) => new Suggestions(input));
})();
