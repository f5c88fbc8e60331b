/* Small comforts on an organization's pages. Every page works without them. */

/* The server tells the time in UTC; show it as this reader's clock does. */
function tellLocalTime(root) {
  for (const time of root.querySelectorAll("time[data-clock]")) {
    const options = { hour: "numeric", minute: "2-digit" };
    time.textContent = new Date(time.dateTime).toLocaleTimeString(document.documentElement.lang, options);
  }
}

/* A save that is under way knows best what stands on the server: let it end before the form is sent. */
function sendAfterSaving(event) {
  const form = event.target;
  if (!form.classList.contains("htmx-request")) return;
  event.preventDefault();
  form.addEventListener("htmx:afterRequest", () => form.requestSubmit(event.submitter), { once: true });
}

tellLocalTime(document);
document.addEventListener("htmx:load", (event) => tellLocalTime(event.target.parentElement || document));
document.addEventListener("submit", sendAfterSaving);
