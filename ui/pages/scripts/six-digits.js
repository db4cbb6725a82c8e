// Keeps a gap after three digits while one types. Without script the digits stand without it.
for (const field of document.querySelectorAll("input[data-six]")) {
  field.addEventListener("input", () => {
    const atEnd = field.selectionStart === field.value.length;
    const digits = field.value.replace(/\D/g, "").slice(0, 6);
    // Whoever mends a digit in the middle is left alone.
    if (atEnd) {
      field.value = digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
    }
  });
}
