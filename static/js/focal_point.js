// The focal point of a picture, set by a click on it. The two number fields hold it: without
// this script, and by keyboard, it is written there.
const frame = document.querySelector("[data-focal]");
const fields = ["x", "y"].map((name) => document.getElementById(`id_focal_${name}`));

function show({ say }) {
  const [left, top] = fields.map((field) => Math.min(100, Math.max(0, Number(field.value) || 0)));
  const mark = frame.querySelector("[data-focal-mark]");
  mark.style.setProperty("inset-inline-start", `${left}%`);
  mark.style.setProperty("inset-block-start", `${top}%`);
  mark.hidden = false;
  if (!say) return;
  const status = frame.querySelector("[data-focal-status]");
  status.textContent = status.dataset.text.replace("LEFT", left).replace("TOP", top);
}

if (frame && fields.every(Boolean)) {
  frame.querySelector("[data-focal-hint]").hidden = false;
  frame.classList.add("focal--live");
  // From the left, whatever the direction of the screen: a photograph has no direction.
  frame.querySelector("[data-focal-picture]").addEventListener("click", (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    fields[0].value = Math.round(((event.clientX - box.x) / box.width) * 100);
    fields[1].value = Math.round(((event.clientY - box.y) / box.height) * 100);
    show({ say: true });
  });
  fields.forEach((field) => field.addEventListener("input", () => show({ say: false })));
  show({ say: false });
}
