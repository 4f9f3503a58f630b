/* The copy button of a text for a group chat; without it the text is selected by hand. */
(function () {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var text = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", function () {
      var done = function () { button.textContent = button.dataset.copied; };
      text.focus();
      text.select();
      if (navigator.clipboard) { navigator.clipboard.writeText(text.value).then(done, function () {}); } else if (document.execCommand("copy")) { done(); }
    });
  });
})();
