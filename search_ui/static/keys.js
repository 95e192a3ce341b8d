// Keyboard help where scripts run: "/" goes to the search box, "j" and "k" walk through hits (articles in a list, marks in an article), "?" opens the help page.
document.addEventListener("keydown", function (event) {
  var target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(target.tagName)) return;
  if (event.key === "/") {
    var box = document.querySelector("input[type=search]");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  } else if (event.key === "?") {
    location.assign(document.querySelector("link[rel=help]").href);
  } else if (event.key === "j" || event.key === "k") {
    var links = Array.from(document.querySelectorAll("[data-step], article mark"));
    if (!links.length) return;
    var next = links.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1);
    var step = links[Math.max(0, Math.min(next, links.length - 1))];
    if (step.tagName === "MARK") step.tabIndex = -1;
    step.focus();
  }
});
