// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: Allmende contributors
// Drag a case to the state it is to come to. The select of the card knows which steps lead where
// and stays the way without a mouse; a drop chooses there and sends the same form.
"use strict";

(() => {
  const board = document.querySelector(".board");
  if (!board) return;
  let dragged = null;

  const leading = (column) =>
    dragged ? [...dragged.querySelectorAll("option")].filter((one) => one.dataset.to === column.dataset.state) : [];

  const end = () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    for (const one of board.querySelectorAll(".open-to, .over")) one.classList.remove("open-to", "over");
  };

  for (const card of board.querySelectorAll("[data-card]")) {
    card.draggable = true;
    // Else whoever takes the card by its title drags the address.
    card.querySelector("a").draggable = false;
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.querySelector("a").href);
      card.classList.add("dragged");
      for (const one of board.querySelectorAll("[data-state]")) {
        one.classList.toggle("open-to", leading(one).length > 0);
      }
    });
    card.addEventListener("dragend", end);
  }

  for (const column of board.querySelectorAll("[data-state]")) {
    column.addEventListener("dragover", (event) => {
      if (!leading(column).length) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      column.classList.add("over");
    });
    column.addEventListener("dragleave", (event) => {
      if (!column.contains(event.relatedTarget)) column.classList.remove("over");
    });
    column.addEventListener("drop", (event) => {
      const steps = leading(column);
      if (!steps.length) return;
      event.preventDefault();
      const form = dragged.querySelector("form");
      const select = form.querySelector("select");
      select.value = steps[0].value;
      // Where several steps lead to one state, which of them is meant is for the person to say.
      if (steps.length === 1) form.requestSubmit();
      else select.focus();
      end();
    });
  }
})();
