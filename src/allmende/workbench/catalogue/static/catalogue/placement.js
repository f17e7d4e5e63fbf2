// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: Allmende contributors
// Drag the point in the quadrant, or move it by the arrow keys; the fields of the form follow, and
// the point follows them. Without a script the form alone places.
"use strict";

(() => {
  const svg = document.querySelector("[data-quadrant]");
  if (!svg) return;
  const [left, top, side] = svg.dataset.quadrant.split(" ").map(Number);
  const point = svg.querySelector("[data-point]");
  const circle = point.querySelector("circle");
  const label = point.querySelector("text");
  const fields = { x: document.getElementById("id_x"), y: document.getElementById("id_y") };
  const title = document.querySelector("[data-area]");
  const strategy = document.querySelector("p[data-strategy]");
  const STEP = 0.01;
  const LARGE_STEP = 0.1;
  // Nearer to the lower edge than this, the label stands above the point, as in picture.py.
  const LOWEST = 26;
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

  const within = (value) => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));

  // The areas in the order of the policy; the first that holds a point is its area.
  const areas = [...svg.querySelectorAll("polygon[data-corners]")].map((polygon) => ({
    title: polygon.dataset.title,
    strategy: polygon.dataset.strategy,
    corners: polygon.dataset.corners.split(" ").map((corner) => corner.split(",").map(Number)),
  }));

  // The same rule as Area.holds in policy.py: even-odd, border included.
  const holds = ({ corners }, x, y) => {
    let inside = false;
    for (let i = 0; i < corners.length; i++) {
      const [ax, ay] = corners[i];
      const [bx, by] = corners.at(i - 1);
      const off = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      const between =
        Math.min(ax, bx) <= x && x <= Math.max(ax, bx) &&
        Math.min(ay, by) <= y && y <= Math.max(ay, by);
      if (Math.abs(off) < 1e-9 && between) return true;
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    return inside;
  };

  const draw = (x, y) => {
    const cx = left + side * x;
    const cy = top + side * (1 - y);
    circle.setAttribute("cx", cx);
    circle.setAttribute("cy", cy);
    const half = label.getComputedTextLength() / 2 + 2;
    label.setAttribute("x", Math.min(Math.max(cx, left + half), left + side - half));
    label.setAttribute("y", cy);
    label.setAttribute("dy", cy > top + side - LOWEST ? "-1.1em" : "1.75em");
    const area = areas.find((one) => holds(one, x, y));
    if (area && title.textContent !== area.title) {
      title.textContent = area.title;
      strategy.textContent = area.strategy;
    }
  };

  const move = (x, y) => {
    fields.x.value = within(x);
    fields.y.value = within(y);
    draw(within(x), within(y));
  };

  const follow = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      svg.getScreenCTM().inverse(),
    );
    move((at.x - left) / side, 1 - (at.y - top) / side);
  };

  let dragged = false;
  point.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    dragged = true;
    point.setPointerCapture(event.pointerId);
    point.focus();
  });
  point.addEventListener("pointermove", (event) => dragged && follow(event));
  for (const end of ["pointerup", "pointercancel"]) {
    point.addEventListener(end, () => (dragged = false));
  }

  point.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const size = event.shiftKey ? LARGE_STEP : STEP;
    move(Number(fields.x.value) + step[0] * size, Number(fields.y.value) + step[1] * size);
  });

  for (const field of Object.values(fields)) {
    field.addEventListener("input", () => {
      const [x, y] = [fields.x, fields.y].map((one) => one.valueAsNumber);
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) draw(x, y);
    });
  }
})();
