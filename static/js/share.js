// Adds a copy button and the device's own sharing to the address that stands there anyway.
for (const box of document.querySelectorAll("[data-share]")) {
  const field = box.querySelector("input");
  const copy = box.querySelector("[data-share-copy]");
  const native = box.querySelector("[data-share-native]");
  const status = box.querySelector("[data-share-status]");

  field.addEventListener("focus", () => field.select());

  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      status.textContent = box.dataset.copied;
    });
  }
  if (navigator.share) {
    native.hidden = false;
    native.addEventListener("click", () => {
      navigator.share({ title: document.title, url: field.value }).catch(() => {});
    });
  }
}
