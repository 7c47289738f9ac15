/* What the editor of prose leaves undone on the desk. It must run before the editor does. */

// The editor writes a style element into the page, which the strict policy refuses, unless it
// finds one that carries this mark. Its rules stand in admin.css; an element of no namespace
// bears the name and is no style.
const written = document.createElementNS(null, "style");
written.setAttribute("data-tiptap-style", "");
document.head.append(written);

// The field that is typed in has the name, language and direction of the text area it stands for.
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const attributes = { "aria-multiline": "true" };
  const label = textarea.labels[0] || document.querySelector(`label[for="${textarea.id}"]`);
  if (label) {
    label.id = label.id || `${textarea.id}_label`;
    attributes["aria-labelledby"] = label.id;
    label.addEventListener("click", () => editor.commands.focus());
  }
  for (const name of ["lang", "dir"]) {
    if (textarea.hasAttribute(name)) {
      attributes[name] = textarea.getAttribute(name);
    }
  }
  editor.setOptions({ editorProps: { ...editor.options.editorProps, attributes } });
});
