/* The keyboard of the fix queue. Every step is a button, a link or a field that works without this file; what is pressed by
   which key stands in the page (data-key holds codes of keys: the place on the keyboard, whatever letters a Vietnamese
   layout puts there). Keys count only while the focus is inside; in a text field none but those that leave it. */
(function () {
  "use strict";

  var region = document.querySelector("[data-keys]");
  if (!region) { return; }
  var form = region.querySelector("[data-assign]");
  var place = form && form.querySelector("[data-page]");

  function choices() { return form ? Array.from(form.querySelectorAll("input[name=choice]")) : []; }
  function chosen() { return choices().find(function (one) { return one.checked; }); }
  function choose(one) {
    if (!one) { return; }
    one.checked = true;
    one.focus();
    take(one);
  }
  // The page proposed for whom one chooses; it may be changed afterwards.
  function take(one) { if (place) { place.value = one.dataset.place; } }

  function toList() {
    var one = chosen() || choices()[0];
    (one || region).focus({ preventScroll: !one });
  }

  function step(by) {
    var all = choices(), at = all.indexOf(chosen());
    choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
  }

  function turnPage(by) {
    if (place) { place.value = Math.min(99, Math.max(1, (parseInt(place.value, 10) || 1) + by)); }
  }

  function isText(element) {
    return element.matches("textarea, select") || element.matches("input") && !/^(radio|checkbox|button|submit)$/.test(element.type);
  }

  // The innermost part of the page that has keys of its own; a closed fold has none.
  function scopeOf(element) {
    var scope = element.closest("[data-keys]");
    return scope && scope.tagName === "DETAILS" && !scope.open ? scope.parentElement.closest("[data-keys]") : scope;
  }

  function press(code, scope) {
    var target = Array.from(scope.querySelectorAll("[data-key]")).find(function (one) {
      return one.dataset.key.split(" ").indexOf(code) >= 0 && (one.tagName === "SUMMARY" || one.closest("[data-keys]") === scope);
    });
    if (!target || target.disabled || target.hidden) { return false; }
    if (target.tagName === "SUMMARY") {
      target.parentElement.open = true;
      // A fold to be written in takes the very next letter.
      (target.parentElement.querySelector("[data-focus] textarea") || target).focus();
    } else if (isText(target)) {
      target.focus();
      target.select();
    } else if (target.type === "radio") {
      choose(target);
    } else {
      target.click();
    }
    return true;
  }

  function send() {
    if (form && chosen()) { form.requestSubmit(); } else { toList(); }
  }

  var arrows = { ArrowDown: [step, 1], ArrowUp: [step, -1], ArrowRight: [turnPage, 1], ArrowLeft: [turnPage, -1] };

  // What a key does where it was pressed; true where it did something.
  function act(event, scope) {
    var here = event.target, isPaper = here.matches("[data-paper]");
    if (event.code === "Escape") {
      if (scope.tagName === "DETAILS") { scope.open = false; }
      return press("Escape", scope) || (toList(), true);
    }
    if (isText(here)) {
      if (event.code !== "ArrowDown" || here === place || !form) { return false; }
      toList();
      return true;
    }
    if (event.code === "Enter" || event.code === "NumpadEnter") {
      // A button, a link or a fold that has the focus is what Enter means.
      if (here.matches("button, a, summary")) { return false; }
      send();
      return true;
    }
    if (arrows[event.code] && form && !isPaper) {
      arrows[event.code][0](arrows[event.code][1]);
      return true;
    }
    return press(event.code, scope);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) { return; }
    var scope = event.target === document.body ? null : scopeOf(event.target);
    if (!scope || !region.contains(scope)) { return; }
    // A key held down files one page, not the whole pile.
    if (event.repeat && !arrows[event.code] && !isText(event.target)) { event.preventDefault(); return; }
    if (act(event, scope)) { event.preventDefault(); }
  });

  if (form) {
    form.addEventListener("change", function (event) { if (event.target.name === "choice") { take(event.target); } });
    if (chosen() && place && !place.value) { take(chosen()); }
  }

  // A look from near by: the page in its own size, moved by touch, wheel and arrows.
  var zoom = region.querySelector("[data-zoom]");
  var paper = region.querySelector("[data-paper]");
  function enlarge(event) {
    // The place one points at stays where it is; without one, the upper middle, where the name stands.
    var box = paper.getBoundingClientRect(), points = event.currentTarget === paper;
    var x = points ? event.clientX - box.left : box.width / 2, y = points ? event.clientY - box.top : box.height / 4;
    var across = (paper.scrollLeft + x) / paper.scrollWidth, down = (paper.scrollTop + y) / paper.scrollHeight;
    var large = paper.classList.toggle("is-large");
    paper.scrollTo(across * paper.scrollWidth - x, down * paper.scrollHeight - y);
    zoom.setAttribute("aria-pressed", large ? "true" : "false");
  }
  if (zoom && paper) {
    zoom.hidden = false;
    zoom.addEventListener("click", enlarge);
    paper.addEventListener("click", enlarge);
  }

  region.querySelectorAll("[data-keys-line]").forEach(function (line) { line.hidden = false; });
  // A finger needs no focus; where the list stands below the picture, the picture stays before one's eyes.
  if (window.matchMedia("(pointer: fine)").matches && !region.contains(document.activeElement)) {
    var search = region.querySelector("input[type=search]");
    if (!window.matchMedia("(min-width: 62rem)").matches) {
      region.focus({ preventScroll: true });
    } else if (search && search.value && !choices().length) {
      search.focus();
      search.select();
    } else {
      toList();
    }
  }
})();
