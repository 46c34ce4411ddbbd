// Dropping files and showing how far they are; the form works without it.
(() => {
  "use strict";
  document.querySelectorAll("form[data-upload]").forEach((form) => {
    const drop = form.querySelector(".drop");
    const files = form.querySelector("input[type=file]");
    const words = drop.querySelector("span");
    const asked = words.textContent;
    const bar = form.querySelector("progress");
    const mistake = form.querySelector("[data-mistake]");
    const button = form.querySelector("button");
    const name = () => {
      const names = [...files.files].map((file) => file.name);
      words.textContent = names.length ? names.join(", ") : asked;
    };
    files.addEventListener("change", name);
    ["dragover", "dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) { files.files = event.dataTransfer.files; name(); }
    }));
    // A mail dropped beside the box would be opened by the browser.
    ["dragover", "drop"].forEach((kind) => addEventListener(kind, (event) => event.preventDefault()));
    const say = (sentence) => { mistake.textContent = sentence; mistake.hidden = !sentence; bar.hidden = true; button.disabled = false; };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (button.disabled) return;
      say("");
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.responseType = "document";
      bar.hidden = false;
      button.disabled = true;
      request.upload.addEventListener("progress", (step) => { if (step.lengthComputable) bar.value = step.loaded / step.total * 100; });
      request.addEventListener("error", () => say(form.dataset.again));
      request.addEventListener("load", () => {
        if (request.status === 200) { location.assign(request.responseURL); return; }
        // Either the form again with a sentence, or a page that is nothing but one.
        const page = request.response;
        const told = page && page.querySelector(page.querySelector("form[data-upload]") ? ".mistake:not([hidden])" : "main p");
        say(told ? told.textContent : form.dataset.again);
      });
      request.send(new FormData(form));
    });
  });
})();
