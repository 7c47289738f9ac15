// The order of rows in a form: a row is dragged by its handle, with mouse, pen or finger, or moved
// with the arrow keys while the handle has the focus. The field with the place holds the order:
// without this script, it is written there.
const language = document.documentElement.lang;
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

// Puts the row before another one, or at the end where there is none.
function put(list, row, next) {
  if (next) next.before(row);
  else rowsOf(list).at(-1).after(row);
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
  row.classList.add("row-order--moving");
  let before = rowsOf(list).indexOf(row);

  function move(moved) {
    const next = rowAt(list, row, moved.clientY);
    const rows = rowsOf(list);
    if (rows[rows.indexOf(row) + 1] === next) return;
    put(list, row, next);
    // A node that is moved loses the pointer.
    handle.setPointerCapture(event.pointerId);
  }

  function end() {
    row.classList.remove("row-order--moving");
    handle.removeEventListener("pointermove", move);
    const now = rowsOf(list).indexOf(row);
    if (now !== before) say(list, row);
    before = now;
    handle.focus();
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
    handle.focus();
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
