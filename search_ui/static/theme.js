// Light or dark as the reader chose in the foot of the page, applied before anything is drawn; without a choice, or without scripts, as the system says.
(function () {
  var root = document.documentElement;
  function kept() { try { return localStorage.getItem("theme"); } catch (error) { return null; } }
  function show(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme; else delete root.dataset.theme;
    document.querySelectorAll("[data-set-theme]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === (root.dataset.theme || "auto")));
    });
  }
  show(kept());
  document.addEventListener("DOMContentLoaded", function () {
    var box = document.querySelector(".theme");
    if (!box) return;
    box.hidden = false;
    show(kept());
    box.addEventListener("click", function (event) {
      var theme = event.target.dataset.setTheme;
      if (!theme) return;
      try { localStorage.setItem("theme", theme); } catch (error) { /* not kept for the next page, but shown on this one */ }
      show(theme);
    });
  });
})();
