// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: Allmende contributors
// Answer by one key: each answer carries its own. Whoever needs single keys for something else
// (speech input, a screen reader) turns them off, and the browser remembers it.
"use strict";

(() => {
  const OFF = "allmende-no-single-keys";
  const choice = document.querySelector("[data-keys]");
  if (!choice) return;
  choice.checked = localStorage.getItem(OFF) === null;
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });

  const types = (element) =>
    element.isContentEditable ||
    element.matches("select, textarea, input:not([type=checkbox], [type=radio])");

  let answered = false;
  document.addEventListener("keydown", (event) => {
    if (answered || event.repeat || !choice.checked || types(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const answer = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!answer) return;
    event.preventDefault();
    answered = true;
    answer.click();
  });
})();
