// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: Allmende contributors
// What makes pages quicker to use. Everything works without it.
"use strict";

const KEPT = "allmende-focus";

const isTyping = (element) =>
  element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

// `/` goes to the search, Escape closes the open menu and gives the focus back to its button.
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector("[data-search]");
    if (search && !isTyping(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "Escape") {
    const inside = event.target.closest("details[data-closes][open]");
    for (const menu of document.querySelectorAll("details[data-closes][open]")) menu.open = false;
    if (inside) inside.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const close = event.target.closest("[data-close]");
  if (close) {
    close.closest("[data-closable]").remove();
    document.querySelector("main").focus({ preventScroll: true });
  }
});

// A choice in a filter sends its form; after the reload the focus is where it was.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  const chooses = event.target.matches("select, input[type=checkbox], input[type=radio]");
  if (!form || !chooses || !("autosubmit" in form.dataset)) return;
  if (!form.hasAttribute("hx-get") && event.target.id) {
    sessionStorage.setItem(KEPT, event.target.id);
  }
  form.requestSubmit();
});

// An empty field says nothing; without it the address is short enough to be shared.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) {
    if (value === "" && event.formData.getAll(name).length === 1) event.formData.delete(name);
  }
});

const kept = sessionStorage.getItem(KEPT);
if (kept) {
  sessionStorage.removeItem(KEPT);
  const element = document.getElementById(kept);
  element?.closest("details")?.setAttribute("open", "");
  element?.focus({ preventScroll: true });
}

// On a phone the filters begin folded; without a script they stay open.
if (matchMedia("(max-width: 62rem)").matches) {
  for (const frame of document.querySelectorAll(".facets > .frame")) frame.open = false;
}

// After a refused form the first thing to be read is what is missing.
document.querySelector(".error-summary")?.focus();
