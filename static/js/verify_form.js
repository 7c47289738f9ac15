// Works out the fingerprint of a file in the browser, so that the file itself is never sent.
// Where the browser cannot (WebCrypto wants https), the form sends the file as without a script.
const hex = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

function prepare(form) {
  const field = form.querySelector("input[type=file]");
  const status = form.querySelector("[data-verify-status]");

  async function check(file) {
    const { verify, most, tooLarge, working, failed } = form.dataset;
    if (file.size > Number(most)) {
      status.textContent = tooLarge;
      return;
    }
    status.textContent = working;
    try {
      const summary = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      location.assign(`${verify}${hex(summary)}/`);
    } catch {
      status.textContent = failed;
    }
  }

  form.querySelector("[data-verify-sent]").remove();
  form.querySelector("[data-verify-stays]").hidden = false;
  form.dataset.ready = "";

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.files[0]) check(field.files[0]);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.toggleAttribute("data-over", name === "dragover");
    });
  }
  form.addEventListener("drop", ({ dataTransfer }) => {
    if (!dataTransfer.files[0]) return;
    field.files = dataTransfer.files;
    check(dataTransfer.files[0]);
  });
  // Back from the answer: what was said before it holds no more.
  addEventListener("pageshow", () => {
    status.textContent = "";
  });
}

if (globalThis.crypto?.subtle) {
  for (const form of document.querySelectorAll("[data-verify]")) prepare(form);
}
