// Two comforts: the theme that the reader chose, and how long the server took. Without script all pages work.
"use strict";

(function () {
  const root = document.documentElement;

  function remembered() {
    try { return localStorage.getItem("theme"); } catch (error) { return null; }
  }

  function show(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  }

  function other() {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    return dark ? "light" : "dark";
  }

  show(remembered());

  document.addEventListener("DOMContentLoaded", function () {
    const button = document.getElementById("theme");
    button.hidden = false;
    button.addEventListener("click", function () {
      const theme = other();
      show(theme);
      try { localStorage.setItem("theme", theme); } catch (error) { /* shown, not kept */ }
    });
    const [page] = performance.getEntriesByType("navigation");
    const took = page && page.serverTiming.find((each) => each.name === "page");
    if (took) document.getElementById("timing").textContent = Math.round(took.duration) + " ms";
  });
})();
