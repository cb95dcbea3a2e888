"use strict";
// The page reads without this: it adds copying, lighting a statement's words, and opening all notes at once.
document.documentElement.classList.add("js");
for (const article of document.querySelectorAll("article")) {
  const words = (note) => article.querySelectorAll(
    note.dataset.c ? `.trig[data-c~="${note.dataset.c}"]` : `[data-s~="${note.dataset.n}"]`,
  );
  const light = (note, on) => words(note).forEach((piece) => piece.classList.toggle("lit", on));
  const show = (note) => {
    for (let folded = note; folded; folded = folded.parentElement.closest("details")) folded.open = true;
    note.scrollIntoView({ block: "nearest" });
    note.querySelector("summary").focus({ preventScroll: true });
  };
  const noteAt = (place) => document.getElementById(`${article.id}-${place}`);
  for (const note of article.querySelectorAll(".note")) {
    note.addEventListener("mouseenter", () => light(note, true));
    note.addEventListener("mouseleave", () => light(note, false));
    note.addEventListener("focusin", () => light(note, true));
    note.addEventListener("focusout", () => light(note, false));
  }
  article.addEventListener("click", (event) => {
    const ref = event.target.closest(".ref");
    const piece = event.target.closest("[data-s], .trig");
    const card = event.target.closest("a.num");
    if (ref || card) {
      event.preventDefault();
      const [, kind, place] = (ref ? ref.id : card.hash).match(/-([a-z])(\d+)$/);
      show(noteAt((kind === "r" ? "n" : "c") + place));
    } else if (piece && getSelection().isCollapsed) {
      show(noteAt(piece.dataset.c ? `c${piece.dataset.c.split(" ")[0]}` : `n${piece.dataset.s.split(" ").pop()}`));
    }
  });
  const all = article.querySelector(".all");
  all.hidden = false;
  all.addEventListener("click", () => {
    const open = all.textContent === "Open all";
    article.querySelectorAll(".note").forEach((note) => { note.open = open; });
    all.textContent = open ? "Close all" : "Open all";
  });
}
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand("copy");
    getSelection().removeAllRanges();
  }
}
for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(button.closest(".open").querySelector(".cite"));
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy citation"; }, 2000);
  });
}
