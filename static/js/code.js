// Adds a copy button to a command or an answer that stands there anyway.
if (navigator.clipboard) {
  for (const box of document.querySelectorAll("[data-code]")) {
    const button = box.querySelector("[data-code-copy]");
    const status = box.querySelector("[data-code-status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("code").textContent);
      status.textContent = box.dataset.copied;
    });
  }
}
