// The order of rows in a form: a row is dragged by its handle, with mouse, pen or finger, or moved
// with the arrow keys while the handle has the focus. The field with the place holds the order:
// without this script, it is written there.
const language = document.documentElement.lang;
const START = 5; // pixels from which on it is no click
const EDGE = 100; // pixels from the edge of the window
const STEP = 24;
const fieldOf = (row) => row.querySelector("[data-row-order]");

function rowsOf(list) {
  const rows = [...list.querySelectorAll(".inline-related:not(.empty-form)")];
  return rows.filter(fieldOf);
}

function number(list) {
  rowsOf(list).forEach((row, index) => {
    fieldOf(row).value = index + 1;
  });
}

function say(list, row) {
  const rows = rowsOf(list);
  const shown = (count) => count.toLocaleString(language);
  list.querySelector("[data-row-order-status]").textContent = fieldOf(row)
    .dataset.rowOrderSays.replace("NUMBER", shown(rows.indexOf(row) + 1))
    .replace("TOTAL", shown(rows.length));
}

// Puts the row before another one, or at the end where there is none. The others are moved around
// it: a handle that leaves the page for a moment loses the pointer and the focus.
function put(list, row, next) {
  const rows = rowsOf(list);
  const from = rows.indexOf(row);
  const to = next ? rows.indexOf(next) : rows.length;
  if (to > from) rows.slice(from + 1, to).forEach((other) => row.before(other));
  else rows.slice(to, from).reverse().forEach((other) => row.after(other));
  number(list);
}

function step(list, row, by) {
  const rows = rowsOf(list);
  const place = rows.indexOf(row) + by;
  if (place < 0 || place >= rows.length) return;
  put(list, row, rows[by < 0 ? place : place + 1]);
}

// The row that the dragged one comes to stand before, at this height of the window.
function rowAt(list, dragged, height) {
  return rowsOf(list).find((row) => {
    const box = row.getBoundingClientRect();
    return row !== dragged && height < box.top + box.height / 2;
  });
}

function drag(list, row, handle, event) {
  if (event.button) return;
  event.preventDefault();
  handle.focus();
  handle.setPointerCapture(event.pointerId);
  const before = rowsOf(list).indexOf(row);

  // While one is dragged, only the headings of the rows are shown: they fit on a telephone.
  function fold() {
    const { top } = handle.getBoundingClientRect();
    row.classList.add("row-order--moving");
    list.classList.add("row-order--dragging");
    window.scrollBy(0, handle.getBoundingClientRect().top - top);
  }

  function move(moved) {
    if (!list.classList.contains("row-order--dragging")) {
      if (Math.abs(moved.clientY - event.clientY) < START) return;
      fold();
    }
    // Near an edge of the window the form moves on.
    if (moved.clientY < EDGE) window.scrollBy(0, -STEP);
    if (moved.clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
    const next = rowAt(list, row, moved.clientY);
    const rows = rowsOf(list);
    if (rows[rows.indexOf(row) + 1] !== next) put(list, row, next);
  }

  function end() {
    row.classList.remove("row-order--moving");
    list.classList.remove("row-order--dragging");
    row.scrollIntoView({ block: "nearest" });
    handle.removeEventListener("pointermove", move);
    if (rowsOf(list).indexOf(row) !== before) say(list, row);
  }

  handle.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) {
    handle.addEventListener(name, end, { once: true });
  }
}

function addHandle(list, row) {
  if (row.querySelector(".row-order__handle")) return;
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "row-order__handle";
  handle.title = fieldOf(row).dataset.rowOrder;
  const named = row.querySelector(".inline_label")?.textContent.trim();
  handle.setAttribute("aria-label", named ? `${handle.title}: ${named}` : handle.title);
  handle.addEventListener("pointerdown", (event) => drag(list, row, handle, event));
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(list, row, by);
    say(list, row);
  });
  row.querySelector("h3").prepend(handle);
}

function start(list) {
  if (!list.querySelector("[data-row-order]")) return;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  status.dataset.rowOrderStatus = "";
  list.append(status);
  rowsOf(list).forEach((row) => addHandle(list, row));
  // A row that is added comes last, whatever its place was in the empty form.
  list.addEventListener("formset:added", (event) => {
    if (!fieldOf(event.target)) return;
    addHandle(list, event.target);
    number(list);
  });
}

document.querySelectorAll("[data-inline-type=stacked]").forEach(start);
