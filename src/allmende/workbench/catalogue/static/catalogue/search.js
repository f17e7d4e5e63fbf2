// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: Allmende contributors
// Names as one types, and the number of hits told to who does not see the list change.
"use strict";

(() => {
  const PAUSE = 150;
  let waiting = 0;
  let asked = "";

  const suggest = async (field) => {
    const text = field.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(text)}`);
    if (!answer.ok || field.value.trim() !== text) return;
    const { names } = await answer.json();
    field.list.replaceChildren(
      ...names.map((name) => Object.assign(document.createElement("option"), { value: name })),
    );
  };

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset.suggest) return;
    clearTimeout(waiting);
    if (event.inputType === "insertReplacementText" || !event.inputType) {
      if (field.value && field.form.matches("[data-autosubmit]")) field.form.requestSubmit();
      return;
    }
    waiting = setTimeout(() => suggest(field), PAUSE);
  });

  document.addEventListener("htmx:afterSettle", () => {
    const told = document.querySelector("[data-told]");
    const tell = document.querySelector("[data-tell]");
    if (told && tell) told.textContent = tell.textContent.replace(/\s+/g, " ").trim();
  });
})();
