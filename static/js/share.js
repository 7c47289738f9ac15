// Adds a copy button and the device's own sharing to the address that stands there anyway.
function prepare(box) {
  const field = box.querySelector("input");
  const copy = box.querySelector("[data-share-copy]");
  const native = box.querySelector("[data-share-native]");
  const status = box.querySelector("[data-share-status]");
  box.dataset.share = "ready";

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

function prepareAll() {
  for (const box of document.querySelectorAll('[data-share=""]')) prepare(box);
}

prepareAll();
// Another view was put in place without loading the page anew.
document.addEventListener("portal:shown", prepareAll);
