// Says before anything is sent that a file is too large; the server refuses it all the same.
const field = document.querySelector("[data-limit]");

field?.addEventListener("change", () => {
  const isTooLarge = field.files[0]?.size > Number(field.dataset.limit);
  field.setCustomValidity(isTooLarge ? field.dataset.tooLarge : "");
  field.reportValidity();
});

field?.form.addEventListener("submit", (event) => {
  if (!field.validity.customError) return;
  event.preventDefault();
  field.reportValidity();
});
