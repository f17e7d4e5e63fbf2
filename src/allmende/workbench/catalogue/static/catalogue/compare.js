// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: Allmende contributors
// Keeps what was picked for comparison over the pages of the list. Without a script the form sends
// what is ticked on this page.
"use strict";

(() => {
  const KEPT = "allmende-compared";
  const MOST = 5;

  const picked = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
    } catch {
      return [];
    }
  };
  const keep = (slugs) => sessionStorage.setItem(KEPT, JSON.stringify(slugs.slice(0, MOST)));
  const boxes = () => document.querySelectorAll("[data-compare]");

  const show = () => {
    const slugs = picked();
    for (const box of boxes()) {
      box.checked = slugs.includes(box.value);
      box.disabled = !box.checked && slugs.length >= MOST;
    }
    for (const count of document.querySelectorAll("[data-compare-count]")) {
      count.textContent = slugs.length ? `(${slugs.length})` : "";
    }
  };

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-compare]")) return;
    const slug = event.target.value;
    const others = picked().filter((one) => one !== slug);
    keep(event.target.checked ? [...others, slug] : others);
    show();
  });

  // What is ticked on other pages goes along.
  document.addEventListener("formdata", (event) => {
    if (event.target.id !== "compare") return;
    event.formData.delete("s");
    for (const slug of picked()) event.formData.append("s", slug);
  });

  // The comparison itself is what counts as picked from then on.
  const columns = document.querySelector("[data-compared]");
  if (columns) keep(columns.dataset.compared.split(" ").filter(Boolean));

  document.addEventListener("htmx:afterSwap", show);
  addEventListener("pageshow", show);
  show();
})();
