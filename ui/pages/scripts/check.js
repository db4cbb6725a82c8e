// The proof that no program tries: solved by a worker while somebody types. A form that is sent before goes out by itself as
// soon as it is there.
for (const part of document.querySelectorAll("[data-work]")) {
  const form = part.closest("form");
  const field = part.querySelector("input[name=altcha]");
  const words = part.querySelector("p[role=status]");
  let waits = null;

  words.textContent = part.dataset.working;
  const worker = new Worker(part.dataset.worker);
  worker.addEventListener("message", ({ data }) => {
    worker.terminate();
    field.value = data ?? "";
    words.textContent = data ? part.dataset.done : "";
    const held = waits;
    waits = null;
    held?.();
  });
  worker.addEventListener("error", () => {
    // Without a proof the form goes as it would without script.
    words.textContent = "";
    field.value = "none";
    waits?.();
  });
  worker.postMessage(part.dataset.work);

  // Before the button says that it is busy, so that it does when the form really goes.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || field.value !== "") {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const { submitter } = event;
      waits = () => form.requestSubmit(submitter);
    },
    true,
  );
}

// A service's own script; the page's policy names where it may come from.
for (const part of document.querySelectorAll("[data-puzzle]")) {
  const script = document.createElement("script");
  script.src = part.dataset.puzzle;
  script.async = true;
  document.head.append(script);
}
