/* Small comforts. Every page works without this file; texts come from the page (#texts), never from here. */
(function () {
  "use strict";

  var text = function (name) {
    var place = document.querySelector('#texts [data-text="' + name + '"]');
    return place ? place.textContent : "";
  };

  // Errors: the eye and the keyboard go to their summary.
  function focusErrors(root) {
    var summary = root.querySelector("[data-error-summary]");
    if (summary) { summary.focus(); }
  }

  // Unsaved changes: ask before leaving.
  var changed = null;
  document.addEventListener("input", function (event) {
    var form = event.target.closest("form[data-guard]");
    if (form) { changed = form; }
  });
  window.addEventListener("beforeunload", function (event) {
    if (changed && document.contains(changed)) { event.preventDefault(); event.returnValue = ""; }
  });

  // One press sends once; a page shown again from the back button can be sent again.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) { return; }
    changed = null;
    // htmx keeps its own forms from being sent twice.
    if (form.getAttribute("method") !== "post" || form.matches("[data-again], [hx-post], [hx-get]")) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    // After the browser has read the button's own value.
    setTimeout(function () { setButtons(form, true); }, 0);
  });
  function setButtons(form, off) {
    form.querySelectorAll("button[type=submit], button:not([type])").forEach(function (button) { button.disabled = off; });
  }
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) { return; }
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      setButtons(form, false);
    });
  });

  // A browser shows a day in its own language. Where that does not begin with the day, the day is written out;
  // a telephone keeps its calendar, which has the names of the months.
  var dayFirst = new Intl.DateTimeFormat().formatToParts(new Date())[0].type === "day";
  function writeDays(root) {
    if (dayFirst || window.matchMedia("(pointer: coarse)").matches) { return; }
    root.querySelectorAll("input[type=date][data-day]").forEach(function (field) {
      var day = field.value.split("-").reverse().join("/");
      field.type = "text";
      field.inputMode = "numeric";
      field.value = day;
    });
  }

  // Print buttons stand hidden in the page until here.
  function wake(root) {
    writeDays(root);
    root.querySelectorAll("[data-print]").forEach(function (button) { button.hidden = false; });
    root.querySelectorAll("[data-tick-all]").forEach(function (box) { box.hidden = false; });
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) { window.print(); }
    // A menu closes when one touches beside it.
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("change", function (event) {
    var box = event.target;
    if (box.matches("[data-tick-all] input, input[data-tick-all]")) {
      box.form.querySelectorAll('input[type=checkbox][name="' + (box.dataset.name || "pk") + '"]').forEach(function (one) { one.checked = box.checked; });
    }
    if (box.matches("select[data-go], form[data-go] select")) { box.form.requestSubmit(); }
  });

  // The network: say so in words.
  function say(name) {
    var place = document.getElementById("network-note");
    if (place) { place.hidden = !name; place.querySelector("[data-words]").textContent = name ? text(name) : ""; }
  }
  window.addEventListener("offline", function () { say("offline"); });
  window.addEventListener("online", function () { say(""); });
  document.addEventListener("htmx:sendError", function () { say("offline"); });
  document.addEventListener("htmx:timeout", function () { say("timeout"); });
  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    say(status === 413 ? "too-large" : status >= 500 ? "server" : "refused");
  });
  document.addEventListener("htmx:afterOnLoad", function () { if (navigator.onLine) { say(""); } });
  // A form refused (422) or in conflict (409) is drawn, too.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status === 422 || status === 409) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  document.addEventListener("htmx:afterSwap", function (event) { wake(event.target); focusErrors(event.target); });

  wake(document);
  focusErrors(document);
})();
