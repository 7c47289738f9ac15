// Fills in the day on which somebody reads, in the line of a citation and in its files.
const today = new Date();
const iso = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
  .map((part) => String(part).padStart(2, "0"))
  .join("-");

// English dates as the portal writes them: the day first.
const language = document.documentElement.lang.replace(/^en$/, "en-GB");

function fill() {
  for (const place of document.querySelectorAll("[data-take-along-day]")) {
    const time = document.createElement("time");
    time.dateTime = iso;
    time.textContent = today.toLocaleDateString(language, { dateStyle: "long" });
    place.replaceChildren(time);
  }
  for (const link of document.querySelectorAll("[data-take-along-read]")) {
    const address = new URL(link.href);
    address.searchParams.set("read", iso);
    link.href = address.href;
  }
}

fill();
// Another view was put in place without loading the page anew.
document.addEventListener("portal:shown", fill);
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".take-along__code")) target.select();
});
