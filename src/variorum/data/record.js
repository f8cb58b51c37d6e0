// A link to a passage, #SIGLUM.START-END, opens the article there and lights the passage up. Without this script the
// link still leads to its beginning.
(function () {
  "use strict";
  var lit = [];
  var back = document.querySelector(".back");
  var from = null;

  function open(element) {
    for (var e = element; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  }

  function show() {
    lit.forEach(function (e) { e.classList.remove("lit"); });
    lit = [];
    var name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (error) { return; }
    var target = name && document.getElementById(name);
    if (target) open(target);
    var place = /^([A-Z]+\d*)\.(\d+)-(\d+)$/.exec(name);
    var article = place && document.getElementById(place[1]);
    if (!article) { if (target) target.scrollIntoView(); return; }
    var start = Number(place[2]), end = Number(place[3]);
    article.querySelectorAll(".m").forEach(function (e) {
      var at = Number(e.dataset.s);
      if (at >= start && at < end) { e.classList.add("lit"); lit.push(e); }
    });
    var first = lit[0] || article;
    first.setAttribute("tabindex", "-1");
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
    back.hidden = from === null;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest(".at a");
    if (!link) return;
    from = link;
    if (link.hash === location.hash) { event.preventDefault(); show(); }
  });
  back.addEventListener("click", function () {
    open(from);
    from.scrollIntoView({ block: "center" });
    from.focus({ preventScroll: true });
    from = null;
    back.hidden = true;
  });
  window.addEventListener("hashchange", show);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (e) { e.open = true; });
  });
  if (window.matchMedia("(max-width: 68rem)").matches) document.querySelector(".contents details").open = false;
  if (location.hash) show();
})();
