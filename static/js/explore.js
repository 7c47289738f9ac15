// Refines a view without loading the page anew: the same address is fetched, its parts are put
// in place, the address bar follows, and what has changed is said. Anything that fails falls
// back to going there.
const page = document.querySelector("[data-explore]");
const status = page.querySelector("[data-explore-status]");
let asked = 0;

// Only what was chosen stands in the address; an empty field says nothing.
function addressOf(form) {
  const chosen = [...new FormData(form)].filter(([, value]) => value.trim());
  return `${form.action.split("?")[0]}?${new URLSearchParams(chosen)}`;
}

async function show(address, { push = true } = {}) {
  const turn = ++asked;
  const result = page.querySelector("[data-explore-part=result]");
  result.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== asked) return;
    if (!next.querySelector("[data-explore]")) throw new Error("another page");
    put(next);
    if (push) history.pushState({ explore: true }, "", address);
  } catch {
    if (turn === asked) {
      status.textContent = page.dataset.failed;
      window.location.assign(address);
    }
  }
}

// The form is replaced too, as choices depend on each other; focus, unfolded parts and the
// position of the page stay.
function put(next) {
  const focus = document.activeElement?.id;
  const open = page.querySelector(".explore-form")?.open ?? false;
  const { scrollX, scrollY } = window;
  for (const part of page.querySelectorAll("[data-explore-part]")) {
    const other = next.querySelector(`[data-explore-part=${part.dataset.explorePart}]`);
    part.replaceChildren(...other.childNodes);
    part.removeAttribute("aria-busy");
  }
  page.querySelector(".explore-form").open = open;
  // The other languages lead to the same view.
  const languages = ".language-switcher";
  document.querySelector(languages)?.replaceWith(next.querySelector(languages) ?? "");
  document.title = next.title;
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  window.scrollTo(scrollX, scrollY);
  status.textContent = page.querySelector("[data-explore-part=result] h2")?.textContent ?? "";
  document.dispatchEvent(new Event("portal:shown"));
}

page.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-explore-form]");
  if (!form) return;
  event.preventDefault();
  show(addressOf(form));
});

// A choice shows at once; a date only when it is sent, as half a date is none.
page.addEventListener("change", (event) => {
  const form = event.target.closest("[data-explore-form]");
  if (form && event.target.matches("select")) show(addressOf(form));
});

window.addEventListener("popstate", () => show(window.location.href, { push: false }));
