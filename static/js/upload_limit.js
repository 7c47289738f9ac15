// Says before anything is sent that a file is too large; the server refuses it all the same.
// Rows may be added to a form: the document is listened to.
const limited = "[data-limit]";

function check(field) {
  const limit = Number(field.dataset.limit);
  const isTooLarge = [...field.files].some((file) => file.size > limit);
  field.setCustomValidity(isTooLarge ? field.dataset.tooLarge : "");
  return !isTooLarge;
}

document.addEventListener("change", (event) => {
  if (event.target.matches(limited) && !check(event.target)) event.target.reportValidity();
});

document.addEventListener("submit", (event) => {
  const wrong = [...event.target.querySelectorAll(limited)].find((field) => !check(field));
  if (!wrong) return;
  event.preventDefault();
  wrong.reportValidity();
});
