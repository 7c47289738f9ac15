// Leaving replaces this page in the history of the tab, and Escape three times does it too.
const link = document.querySelector("[data-quick-exit]");
const PRESSES = 3;
const WITHIN = 3000; // milliseconds

function leave(event) {
  event?.preventDefault();
  document.body.hidden = true;
  window.location.replace(link.href);
}

if (link) {
  let presses = [];
  link.addEventListener("click", leave);
  for (const hint of document.querySelectorAll("[data-quick-exit-hint]")) hint.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    presses = [...presses.filter((time) => event.timeStamp - time < WITHIN), event.timeStamp];
    if (presses.length >= PRESSES) leave();
  });
}
