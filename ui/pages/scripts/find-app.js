// Finds an app by a part of its name or host; "/" leads to the field. Without script it is not there.
const box = document.querySelector("[data-find]");
const none = document.querySelector("[data-find-none]");

if (box) {
  const field = box.querySelector("input");
  const tiles = [...document.querySelectorAll(".tiles > li")];
  box.hidden = false;

  const find = () => {
    const words = field.value.trim().toLocaleLowerCase();
    let left = 0;
    for (const tile of tiles) {
      tile.hidden = !tile.textContent.toLocaleLowerCase().includes(words);
      left += tile.hidden ? 0 : 1;
    }
    none.hidden = left > 0;
  };

  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    const first = tiles.find((tile) => !tile.hidden)?.querySelector("a");
    if (event.key === "Enter" && field.value.trim() && first) {
      first.click();
    } else if (event.key === "Escape") {
      field.value = "";
      find();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    }
  });
}
