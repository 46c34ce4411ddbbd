// What makes the desk quick; every action also works without it. No page needs more script than this.
// Hooks in the pages: a.row (the list), [data-key="c"] (what a key presses or focuses), [data-copy="#id" or text],
// input.pick (the tick of a row), .find input (search), dialog#keys (the sheet).
(() => {
  "use strict";
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const rows = () => all(".list .row");
  const link = (row) => (row.matches("a") ? row : row.querySelector("a.over"));

  // Moving in the list: the focus is the cursor; without one it starts at the ticket that is open.
  const here = () => {
    const list = rows();
    const focused = list.indexOf(document.activeElement && document.activeElement.closest(".row"));
    return focused >= 0 ? focused : list.findIndex((row) => row.classList.contains("on"));
  };
  const move = (by) => {
    const list = rows();
    const next = list[Math.min(list.length - 1, Math.max(0, here() + by))];
    if (next) { link(next).focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const press = (key) => {
    const target = document.querySelector(`[data-key="${key}"]`);
    if (!target || (!target.matches("summary") && target.closest("details:not([open])"))) return false;
    if (target.matches("input, textarea, select")) target.focus(); else target.click();
    return true;
  };

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    x: () => { const row = rows()[here()]; const tick = row && row.querySelector(".pick"); if (tick) tick.click(); },
    "/": () => { const field = document.querySelector(".find input"); if (field) { field.focus(); field.select(); } },
    "?": () => { const sheet = document.getElementById("keys"); if (sheet) { if (sheet.open) sheet.close(); else sheet.showModal(); } },
  };

  let before = "";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.matches("textarea, select, input:not([type=checkbox], [type=radio])") || event.target.isContentEditable;
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (typing) return;
    if (before === "g" && event.key === "q") { before = ""; location.assign("/tickets"); return; }
    before = event.key;
    if (document.querySelector("dialog[open]") && event.key !== "?") return;
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); return; }
    if (/^[a-z0-9]$/.test(event.key) && event.key !== "g" && press(event.key)) event.preventDefault();
  });

  // Copying: buttons appear only where it works.
  if (navigator.clipboard) {
    all("[data-copy]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", async () => {
        const from = button.dataset.copy;
        const source = from.startsWith("#") ? document.querySelector(from) : null;
        await navigator.clipboard.writeText(source ? source.textContent : from);
        button.classList.add("on");
        setTimeout(() => button.classList.remove("on"), 1500);
      });
    });
  }

  // A filter that is chosen is applied; the button is for pages without script.
  all("form[data-auto]").forEach((form) => {
    all("button", form).forEach((button) => { button.hidden = true; });
    form.addEventListener("change", () => form.requestSubmit());
  });

  // The figures of the rail follow the desk while the page is looked at; new work is told, never pushed under the pointer.
  // One page of the browser has the stream and tells the others; where that cannot be, each asks now and then.
  const figures = all("[data-count]");
  const told = document.querySelector(".fresh");
  // What one was told shows in the title and the icon of the tab too.
  const title = document.title;
  const icon = document.querySelector("link[rel=icon]");
  const plain = icon && icon.href;
  const ring = (count) => {
    document.title = count > 0 ? `(${count}) ${title}` : title;
    const wanted = icon && (count > 0 ? new URL(icon.dataset.ring, location).href : plain);
    if (wanted && icon.href !== wanted) icon.href = wanted;
  };
  const show = (counts) => figures.forEach((figure) => {
    const count = counts[figure.dataset.count];
    if (count === undefined) return;
    if (figure.dataset.count === "notices") ring(count);
    if (String(count) === figure.textContent) return;
    const more = parseInt(count, 10) - parseInt(figure.textContent, 10);
    figure.textContent = count;
    if (told && more > 0 && figure.dataset.count === told.dataset.view) {
      told.hidden = false;
      told.querySelector("b").textContent = Number(told.querySelector("b").textContent) + more;
    }
  });
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch("/tickets/counts", { headers: { accept: "application/json" }, redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) show(await answer.json());
  };
  const follow = () => {
    const others = new BroadcastChannel("hotro-counts");
    others.onmessage = (event) => show(event.data);
    let leave = () => {};
    const lead = () => {
      const away = new AbortController();
      let end;
      leave = () => { away.abort(); if (end) end(); };
      navigator.locks.request("hotro-counts", { signal: away.signal }, () => new Promise((done) => {
        const stream = new EventSource("/events");
        end = () => { stream.close(); done(); };
        stream.addEventListener("counts", (event) => { const counts = JSON.parse(event.data); show(counts); others.postMessage(counts); });
        stream.addEventListener("end", end);
        stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) { done(); setInterval(look, 20000); } };
      })).catch(() => {});
    };
    document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); else { look(); lead(); } });
    addEventListener("pagehide", () => leave());
    addEventListener("pageshow", (event) => { if (event.persisted) lead(); });
    if (!document.hidden) lead();
  };
  const bell = document.querySelector('[data-count="notices"]');
  if (bell) ring(Number(bell.textContent));
  if (figures.length) {
    if (window.EventSource && window.BroadcastChannel && navigator.locks) follow(); else setInterval(look, 20000);
  }

  // The page beside a form follows what is typed.
  all("form[data-preview]").forEach((form) => {
    const paper = document.querySelector("[data-paper]");
    let wait = 0;
    let latest = 0;
    const draw = async () => {
      const mine = ++latest;
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.preview, { method: "POST", body, redirect: "manual" }).catch(() => null);
      if (!answer || !(answer.ok || answer.status === 422) || mine !== latest) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-paper]");
      if (fresh && mine === latest) paper.replaceChildren(...fresh.childNodes);
    };
    all("[data-plain]", form).forEach((button) => { button.hidden = true; });
    form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(draw, 500); });
  });

  // Letters that leave are counted while somebody looks.
  all("[data-again]").forEach((part) => {
    const again = async () => {
      if (document.hidden) { setTimeout(again, 3000); return; }
      const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
      const page = answer && answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page && page.getElementById(part.id);
      if (fresh) part.replaceChildren(...fresh.childNodes);
      if (!page || (fresh && fresh.hasAttribute("data-again"))) setTimeout(again, 3000);
      else if (!fresh) part.remove();
    };
    setTimeout(again, 3000);
  });

  all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });

  // Two clicks are one action.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "1";
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
})();
