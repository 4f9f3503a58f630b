/* The marking desk beyond the keys of queue.js: a tick changes with its digit, the pages are walked through. All of it is
   radio buttons and links without this file. */
(function () {
  "use strict";

  var desk = document.querySelector(".desk");
  if (!desk) { return; }

  function choose(radio) {
    if (!radio || radio.checked) { return; }
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Not looked at, yes, no, and round again.
  var after = { "": "yes", yes: "no", no: "" };
  function turn(tick) {
    var radios = Array.from(tick.querySelectorAll("input[type=radio]"));
    var now = radios.find(function (one) { return one.checked; });
    var wanted = after[now ? now.value : ""];
    choose(radios.find(function (one) { return one.value === wanted; }) || radios[0]);
  }

  desk.querySelectorAll("[data-tick]").forEach(function (tick) {
    var button = tick.querySelector("[data-turn]");
    button.disabled = false;
    button.addEventListener("click", function () { turn(tick); });
  });

  var all = desk.querySelector("[data-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", function () {
      desk.querySelectorAll("[data-tick] input[value=yes]").forEach(choose);
    });
  }

  // A fold opened to be written in.
  desk.querySelectorAll("details[data-focus]").forEach(function (fold) {
    fold.addEventListener("toggle", function () {
      if (fold.open) { fold.querySelector("textarea").focus(); }
    });
  });

  var paper = desk.querySelector("[data-paper]");
  var pages = paper ? Array.from(paper.querySelectorAll("figure")) : [];
  function topOf(page) { return page.getBoundingClientRect().top - paper.getBoundingClientRect().top; }
  function walk(by) {
    var at = pages.findIndex(function (page) { return topOf(page) > 8; });
    at = at < 0 ? pages.length - 1 : Math.max(0, at - 1);
    if (by < 0 && topOf(pages[at]) < -8) { by = 0; }
    var page = pages[Math.min(pages.length - 1, Math.max(0, at + by))];
    if (page) { paper.scrollTop += topOf(page); }
  }
  if (pages.length > 1) {
    desk.querySelectorAll("[data-step]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { walk(parseInt(button.dataset.step, 10)); });
    });
  }
})();
