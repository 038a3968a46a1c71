// The whole begins when the page is there.  Without script it is complete: the browser's own player, and all text.

// A table that is wider than the page can be moved sideways by keyboard too.
const letTablesScroll = () => {
  for (const box of document.querySelectorAll(".table")) {
    const wide = box.scrollWidth > box.clientWidth;
    const caption = box.querySelector("caption");
    const name = caption ? caption.textContent : "Table";
    for (const [attribute, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", name]]) {
      if (wide) box.setAttribute(attribute, value);
      else box.removeAttribute(attribute);
    }
  }
};

addEventListener("DOMContentLoaded", () => {
  const issue = document.documentElement.dataset.issue;

  for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
  offerChoices(letTablesScroll);
  letTablesScroll();
  addEventListener("resize", letTablesScroll);

  const sound = document.querySelector("audio");
  if (sound) runPlayer(sound, issue);

  // In the contents: where the reader stopped.
  const { places = {}, last } = kept.get(issue);
  for (const entry of document.querySelectorAll(".contents [data-stem]")) {
    const at = places[entry.dataset.stem];
    if (!(at > 0)) continue;
    const title = entry.querySelector("h3 a");
    const note = document.createElement("p");
    note.className = "stopped";
    note.textContent = `You stopped at ${clock(at)}.`;
    entry.querySelector("h3").after(note);
    if (entry.dataset.stem !== last) continue;
    const goOn = document.querySelector(".go-on");
    goOn.hidden = false;
    goOn.querySelector("a").href = title.href;
    goOn.querySelector(".details").textContent = `${title.textContent}, from ${clock(at)}`;
  }
});
