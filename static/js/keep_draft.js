// Keeps what is typed on the desk in this browser until it is saved: the session may end, the
// browser may be closed. Nothing leaves the device, and signing out removes it.

// Each account has its own: whoever sits down next is offered nobody else's text.
const PREFIX = `draft ${document.querySelector(".desk-user")?.dataset.account} `;
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
const LOOKED_EVERY = 3000;
const LEFT_OUT = /^(csrfmiddlewaretoken|seen_content|_.*)$/;

const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("draft "));

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, entry) {
  try {
    localStorage.setItem(key, JSON.stringify(entry));
  } catch {
    // No room, or storage is off: the browser still warns before the page is left.
  }
}

// A save that ended well says so on the next screen; then its copy is not needed any more.
const saved = document.querySelector(".messagelist .success") !== null;
for (const key of kept()) {
  const entry = read(key);
  if (!entry || Date.now() - entry.at > KEPT_FOR || (saved && entry.sent && key.startsWith(PREFIX))) {
    localStorage.removeItem(key);
  } else if (entry.sent && key.startsWith(PREFIX)) {
    write(key, { ...entry, sent: false });
  }
}

document.getElementById("logout-form")?.addEventListener("submit", () => {
  kept().forEach((key) => localStorage.removeItem(key));
});

const form = document.querySelector(".edition-form #content-main form:has(.submit-row [type=submit])");
if (form) {
  keep(form, PREFIX + location.pathname);
}

function keep(form, key) {
  const editors = new Map();
  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    editors.set(textarea, editor);
  });

  const fields = () =>
    [...form.elements].filter(
      (field) => field.name && !LEFT_OUT.test(field.name) && !/file|password|submit|button/.test(field.type),
    );
  const values = () =>
    fields().map((field) => [
      field.name,
      field.type === "select-multiple"
        ? [...field.selectedOptions].map((option) => option.value).join("\n")
        : field.type === "checkbox" || field.type === "radio"
          ? `${field.value} ${field.checked}`
          : field.value,
    ]);

  let first = JSON.stringify(values());
  let sending = false;
  let touched = document.querySelector(".errornote") !== null;
  const changed = () => touched || JSON.stringify(values()) !== first;
  // The editors tidy the text that they are given: that is no change of the writer's. Once
  // somebody writes, everything is, however early that is.
  let begun = false;
  const settle = () => {
    if (!begun && !touched) first = JSON.stringify(values());
  };
  const begin = () => {
    settle();
    begun = true;
  };
  setTimeout(settle, 1000);
  for (const event of ["keydown", "pointerdown", "paste"]) {
    form.addEventListener(event, begin, { once: true, capture: true });
  }

  const look = () => {
    if (!sending && changed()) write(key, { at: Date.now(), values: values(), sent: false });
  };

  const found = read(key);
  if (found) offer(found);
  setInterval(look, LOOKED_EVERY);
  document.addEventListener("visibilitychange", look);

  window.addEventListener("beforeunload", (event) => {
    look();
    if (!sending && changed()) event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    const isStep = event.submitter?.hasAttribute("formaction");
    if (isStep && changed() && !confirm(document.getElementById("kept-draft").dataset.step)) {
      event.preventDefault();
      return;
    }
    look();
    sending = true;
    const entry = read(key);
    if (entry && !isStep) write(key, { ...entry, sent: true });
  });

  function offer(entry) {
    if (JSON.stringify(entry.values) === first) {
      localStorage.removeItem(key);
      return;
    }
    const template = document.getElementById("kept-draft");
    const section = template.content.firstElementChild.cloneNode(true);
    section.querySelector("[data-when]").textContent = new Date(entry.at).toLocaleString(
      document.documentElement.lang,
    );
    section.querySelector("[data-back]").addEventListener("click", () => {
      putBack(entry.values, section);
      touched = true;
      section.querySelectorAll("button, p").forEach((part) => part.remove());
      form.scrollIntoView();
    });
    section.querySelector("[data-away]").addEventListener("click", () => {
      localStorage.removeItem(key);
      section.remove();
    });
    form.prepend(section);
  }

  function putBack(values, section) {
    // Rows that were added by hand are asked for again before their fields are filled.
    for (const [name, value] of values) {
      if (!name.endsWith("-TOTAL_FORMS")) continue;
      const group = document.getElementById(name.replace("id_", "").replace("-TOTAL_FORMS", "-group"));
      for (let tries = 0; tries < 50; tries += 1) {
        const total = form.elements[name];
        if (!total || Number(total.value) >= Number(value)) break;
        group?.querySelector(".add-row a")?.click();
      }
    }
    const waiting = new Map();
    for (const [name, value] of values) {
      waiting.set(name, [...(waiting.get(name) || []), value]);
    }
    for (const field of fields()) {
      const value = waiting.get(field.name)?.shift();
      if (value === undefined || field.name.endsWith("_FORMS") || field.type === "hidden") continue;
      if (field.type === "select-multiple") {
        const chosen = value.split("\n");
        for (const option of field.options) option.selected = chosen.includes(option.value);
      } else if (field.type === "checkbox" || field.type === "radio") {
        field.checked = value === `${field.value} true`;
      } else if (field.value !== value) {
        field.value = value;
        editors.get(field)?.commands.setContent(value);
      }
    }
    for (const [name, left] of waiting) {
      for (const value of left) {
        if (value.length < 12 || name.endsWith("_FORMS")) continue;
        const text = document.createElement("textarea");
        Object.assign(text, { value, readOnly: true, rows: 3, className: "typed", dir: "auto" });
        text.setAttribute("aria-label", name);
        section.append(text);
      }
    }
  }
}
