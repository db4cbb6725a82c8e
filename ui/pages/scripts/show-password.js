// A button that shows what is typed. Without script it is not there.
for (const button of document.querySelectorAll("button[data-show]")) {
  const field = document.getElementById(button.dataset.show);
  button.hidden = false;

  const show = (visible) => {
    field.type = visible ? "text" : "password";
    button.setAttribute("aria-pressed", String(visible));
  };

  button.addEventListener("click", () => show(field.type === "password"));
  // So that the browser keeps it as a password, and nobody reads it on the next screen.
  field.form?.addEventListener("submit", () => show(false));
}
