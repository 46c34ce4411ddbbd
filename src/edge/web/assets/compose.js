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
})();
