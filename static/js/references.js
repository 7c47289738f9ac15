/* References in the editor of prose: a chip for each figure and link, and the dialog that inserts
   them. The words of the dialog are in the page (admin/editorial/reference_dialog.html). */
import { Node } from "django-prose-editor/editor";

const page = document.getElementById("reference-dialog");

/* --- how the marks of one text read now: asked together, each once ------------------------- */

const asked = new Map(); // language → marks that wait for the next question
const answers = new Map(); // language and mark → promise of {text, live}

function reading(value, language) {
  const key = `${language} ${value}`;
  if (!answers.has(key)) {
    answers.set(key, new Promise((resolve) => {
      if (!asked.has(language)) {
        asked.set(language, new Map());
        setTimeout(ask, 0, language);
      }
      asked.get(language).set(value, resolve);
    }));
  }
  return answers.get(key);
}

const answered = async (asked) => (await fetch(`${page.dataset.address}?${asked}`)).json();

async function ask(language) {
  const waiting = asked.get(language);
  asked.delete(language);
  const question = new URLSearchParams({ language });
  waiting.forEach((_resolve, value) => question.append("mark", value));
  let marks = {};
  try {
    marks = (await answered(question)).marks || {};
  } catch {
    // Without an answer the chip says the mark itself.
  }
  waiting.forEach((resolve, value) => resolve(marks[value] || { text: `{${value}}`, live: true }));
}

const languageOf = (editor) => editor.options.element.querySelector("textarea")?.lang || "en";

/* --- the dialog ------------------------------------------------------------------------------ */

function openDialog(editor, kind) {
  const dialog = page.content.querySelector(`[data-for="${kind}"]`).cloneNode(true);
  const [form, search, list, status] = ["form", "[type=search]", "[data-results]", "[role=status]"]
    .map((selector) => dialog.querySelector(selector));
  const insert = dialog.querySelector("[type=submit]");
  const extra = form.elements.namedItem("rest");
  let latest = 0;

  async function show() {
    const number = ++latest;
    const question = new URLSearchParams({ for: kind, q: search.value });
    let found = { results: [], more: 0 };
    try {
      found = await answered(question);
    } catch {
      status.textContent = page.dataset.failed;
      return;
    }
    if (number !== latest) return;
    list.replaceChildren(...found.results.map(choice));
    status.textContent = found.results.length
      ? (found.more ? page.dataset.more : "")
      : page.dataset.nothing;
    insert.disabled = true;
  }

  function choice(one) {
    const label = document.createElement("label");
    label.className = "reference-choice";
    const radio = Object.assign(document.createElement("input"), {
      type: "radio", name: "reference", value: one.value,
    });
    label.append(radio);
    const words = document.createElement("span");
    for (const [part, text] of Object.entries({ text: one.text, title: one.title, detail: one.detail })) {
      if (!text) continue;
      // The line runs as the page does, its words as they themselves do.
      const line = document.createElement("span");
      line.className = `reference-choice__${part}`;
      line.append(Object.assign(document.createElement("bdi"), { textContent: text }));
      words.append(line);
    }
    label.append(words);
    return label;
  }

  let pause;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(show, 200);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      list.querySelector("input")?.focus();
    }
  });
  list.addEventListener("change", () => { insert.disabled = false; });
  list.addEventListener("dblclick", () => form.requestSubmit());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = form.elements.namedItem("reference")?.value;
    if (!chosen) return;
    const rest = extra.value.replace(/[{}<>|]/g, "").replace(/\s+/g, " ").trim();
    dialog.close();
    editor.chain().focus()
      .insertContent({ type: "reference", attrs: { value: rest ? `${chosen}|${rest}` : chosen } })
      .run();
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    editor.commands.focus();
  });

  // Words that are marked become the words of the link.
  const { from, to } = editor.state.selection;
  if (kind === "pages") extra.value = editor.state.doc.textBetween(from, to, " ");
  // Outside the form of the edition: its fields are not the edition's.
  document.body.append(dialog);
  dialog.showModal();
  search.focus();
  show();
}

/* --- the chip -------------------------------------------------------------------------------- */

export const References = Node.create({
  name: "reference",
  group: "inline",
  inline: true,
  atom: true,

  addAttributes() {
    return { value: { default: "", parseHTML: (element) => element.getAttribute("value") } };
  },

  parseHTML() {
    return [{ tag: "data[value]" }];
  },

  renderHTML({ node }) {
    return ["data", { value: node.attrs.value }, `{${node.attrs.value}}`];
  },

  renderText({ node }) {
    return `{${node.attrs.value}}`;
  },

  addNodeView() {
    return ({ node, editor }) => {
      const dom = document.createElement("span");
      dom.className = "reference-chip";
      dom.title = `{${node.attrs.value}}`;
      dom.textContent = dom.title;
      reading(node.attrs.value, languageOf(editor)).then(({ text, live }) => {
        dom.textContent = text;
        dom.classList.toggle("reference-chip--gone", !live);
      });
      return { dom };
    };
  },

  addMenuItems({ menu, buttons }) {
    if (!page) return;
    for (const [kind, icon] of [["figures", "query_stats"], ["pages", "post_add"]]) {
      menu.defineItem({
        name: `reference:${kind}`,
        groups: "link",
        button: buttons.material(icon, page.dataset[kind]),
        command: (editor) => openDialog(editor, kind),
      });
    }
  },
});
