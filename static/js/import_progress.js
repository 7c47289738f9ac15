// Keeps the bar of an import up to date; without it the screen is loaded anew every few seconds.
const box = document.querySelector("[data-progress]");
const bar = box.querySelector("progress");
const done = box.querySelector("[data-done]");
const step = box.querySelector("[data-step]");
const written = new Intl.NumberFormat(document.documentElement.lang);

async function look() {
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    const now = await answer.json();
    if (now.status !== "reading") {
      location.reload();
      return;
    }
    if (now.percent !== null) bar.value = now.percent;
    else bar.removeAttribute("value");
    if (step.textContent !== now.step) step.textContent = now.step;
    done.textContent = written.format(now.done);
  } catch {
    // The server may be starting anew: the next look will tell.
  }
  setTimeout(look, 1500);
}

setTimeout(look, 1000);
