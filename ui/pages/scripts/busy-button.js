// After a press: the words with "…", a second press is ignored, back after ten seconds.
const LIMIT_MS = 10_000;

for (const form of document.querySelectorAll("form[data-busy]")) {
  let back = null;

  const restore = () => {
    back?.();
    back = null;
  };

  form.addEventListener("submit", (event) => {
    if (back) {
      event.preventDefault();
      return;
    }
    const button = event.submitter ?? form.querySelector("button[type=submit]");
    if (!button) {
      return;
    }
    const words = button.textContent;
    button.textContent = form.dataset.busy;
    button.setAttribute("aria-busy", "true");
    const timer = setTimeout(restore, LIMIT_MS);
    back = () => {
      clearTimeout(timer);
      button.textContent = words;
      button.removeAttribute("aria-busy");
    };
  });

  // The browser's Back shows the page as it was left.
  window.addEventListener("pageshow", restore);
}
