// Loads the screen of an import anew while its file is read, but only while somebody looks at it.
setInterval(() => {
  if (document.visibilityState === "visible") location.reload();
}, 3000);
