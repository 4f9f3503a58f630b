/* The viewer of an essay's pages: sizes, and keys for what are links and buttons without this file. */
(function () {
  "use strict";

  var viewer = document.querySelector("[data-viewer]");
  if (!viewer) { return; }
  var sizes = [100, 150, 200, 300], papers = Array.from(viewer.querySelectorAll("[data-paper]"));
  var kept = "essay-size";
  var size = Math.max(0, sizes.indexOf(parseInt(sessionStorage.getItem(kept), 10)));
  var said = viewer.querySelector("[data-zoom-now]"), zooms = viewer.querySelector("[data-zooms]");

  function show() {
    papers.forEach(function (paper) { paper.dataset.size = sizes[size]; });
    said.textContent = sizes[size] + " %";
    zooms.querySelectorAll("[data-zoom]").forEach(function (button) {
      button.disabled = !sizes[size + parseInt(button.dataset.zoom, 10)];
    });
  }

  function zoom(by) {
    if (!sizes[size + by]) { return; }
    // What lies in the middle stays there.
    var middles = papers.map(function (paper) {
      return [(paper.scrollLeft + paper.clientWidth / 2) / paper.scrollWidth, (paper.scrollTop + paper.clientHeight / 2) / paper.scrollHeight];
    });
    size += by;
    sessionStorage.setItem(kept, sizes[size]);
    show();
    papers.forEach(function (paper, i) {
      paper.scrollLeft = middles[i][0] * paper.scrollWidth - paper.clientWidth / 2;
      paper.scrollTop = middles[i][1] * paper.scrollHeight - paper.clientHeight / 2;
    });
  }

  function go(by) {
    var link = viewer.querySelector('[data-step="' + by + '"]');
    if (link) { link.click(); }
    return !!link;
  }

  function isText(element) { return element.matches("input, textarea, select, [contenteditable]"); }

  // Inside an enlarged page the arrows move the page itself.
  function isEnlarged(element) {
    var paper = element.closest("[data-paper]");
    return paper && paper.scrollWidth > paper.clientWidth + 1;
  }

  if (papers.length) {
    zooms.hidden = false;
    show();
    zooms.addEventListener("click", function (event) {
      var button = event.target.closest("[data-zoom]");
      if (button) { zoom(parseInt(button.dataset.zoom, 10)); }
    });
    // Without this file the picture opens by itself; here it grows and shrinks in its place.
    viewer.querySelectorAll("[data-picture]").forEach(function (link) {
      link.setAttribute("tabindex", "-1");
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
        event.preventDefault();
        zoom(size ? -size : 2);
      });
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented || isText(event.target)) { return; }
    var done = false;
    if ((event.code === "ArrowRight" || event.code === "ArrowLeft") && !isEnlarged(event.target)) {
      done = !event.repeat && go(event.code === "ArrowRight" ? 1 : -1);
    } else if (papers.length && (event.key === "+" || event.key === "=")) {
      zoom(1);
      done = true;
    } else if (papers.length && event.key === "-") {
      zoom(-1);
      done = true;
    } else if (event.code === "KeyQ" && !event.repeat) {
      var turn = viewer.querySelector("[data-turn]");
      if (turn) { turn.click(); done = true; }
    }
    if (done) { event.preventDefault(); }
  });

  viewer.querySelectorAll("[data-keys-line]").forEach(function (line) { line.hidden = !window.matchMedia("(pointer: fine)").matches; });
})();
