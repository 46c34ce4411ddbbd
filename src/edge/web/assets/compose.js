// What makes writing at a ticket quick; every action also works without it.
// Hooks: [data-narrow="#select"] (a search that leaves only what fits), [data-insert="#area"][data-from="/path/"] (puts the
// words of the chosen option in at the cursor).
(() => {
  "use strict";
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

  all("[data-narrow]").forEach((field) => {
    const list = document.querySelector(field.dataset.narrow);
    const kept = [...list.children].map((part) => part.cloneNode(true));
    field.hidden = false;
    field.addEventListener("input", () => {
      const wanted = fold(field.value.trim());
      const fresh = kept.map((part) => part.cloneNode(true));
      list.replaceChildren(...fresh);
      all("option", list).forEach((option) => { if (option.value && !fold(option.textContent).includes(wanted)) option.remove(); });
      all("optgroup", list).forEach((group) => { if (!group.children.length) group.remove(); });
      const first = all("option", list).find((option) => option.value);
      if (wanted && first) list.value = first.value;
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      field.closest("form").querySelector("[data-insert]").click();
    });
  });

  all("[data-insert]").forEach((button) => button.addEventListener("click", async (event) => {
    const list = button.form.querySelector("select");
    if (!list.value) return;
    event.preventDefault();
    const answer = await fetch(button.dataset.from + list.value, { redirect: "manual" }).catch(() => null);
    if (!answer || !answer.ok) { button.form.requestSubmit(button); return; }
    const area = document.querySelector(button.dataset.insert);
    area.setRangeText(await answer.text(), area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  }));

  // What is typed is kept after a pause, and when the page is left; what is being sent is not.
  all("form[data-draft]").forEach((form) => {
    const told = form.querySelector("[data-kept]");
    let wait = 0;
    let sent = false;
    let way = null;
    const body = () => {
      const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "canned");
      return new URLSearchParams([...fields, ["action", "keep"], ["quiet", "1"]]);
    };
    const keep = async () => {
      wait = 0;
      way = new AbortController();
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: body(), redirect: "manual", signal: way.signal }).catch(() => null);
      if (sent || wait) return;
      told.textContent = answer && (answer.ok || answer.status === 422) ? await answer.text() : told.dataset.failed;
    };
    form.addEventListener("input", (event) => {
      if (!event.target.matches("textarea, [name=copies]")) return;
      clearTimeout(wait);
      wait = setTimeout(keep, 1200);
    });
    form.addEventListener("submit", () => { sent = true; clearTimeout(wait); wait = 0; if (way) way.abort(); });
    addEventListener("pagehide", () => { if (wait && !sent) navigator.sendBeacon(form.getAttribute("action"), body()); wait = 0; });
    addEventListener("pageshow", () => { sent = false; });
  });

  // In a note, "@" and the beginning of a name offer colleagues; the names are those whom the ticket can be given to.
  all("form[data-draft]").forEach((form) => {
    const area = form.querySelector("textarea");
    const names = [...new Set(all("select[name=assignee] option").filter((one) => one.value).map((one) => one.textContent))];
    const offer = document.createElement("div");
    offer.className = "offer";
    offer.hidden = true;
    area.after(offer);
    const begun = () => /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N} .]{0,40})$/u.exec(area.value.slice(0, area.selectionStart));
    const take = (name) => {
      const found = begun();
      if (found) area.setRangeText(`${name} `, area.selectionStart - found[1].length, area.selectionStart, "end");
      offer.hidden = true;
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    };
    area.addEventListener("input", () => {
      const found = form.querySelector("[value=note]:checked") && begun();
      const wanted = found && fold(found[1]);
      const fitting = found ? names.filter((name) => fold(name).includes(wanted)).slice(0, 6) : [];
      offer.hidden = fitting.length === 0;
      offer.replaceChildren(...fitting.map((name) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn small";
        button.textContent = name;
        button.addEventListener("click", () => take(name));
        return button;
      }));
    });
    area.addEventListener("keydown", (event) => {
      if (offer.hidden || event.isComposing) return;
      if (event.key === "Escape") { offer.hidden = true; event.stopPropagation(); }
      if (event.key === "Tab" && !event.shiftKey) { event.preventDefault(); take(offer.firstChild.textContent); }
    });
  });
})();
