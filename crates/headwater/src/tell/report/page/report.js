(function () {
  'use strict';
  function each(what, then) { Array.prototype.forEach.call(document.querySelectorAll(what), then); }
  // Paper cannot be unfolded.
  addEventListener('beforeprint', function () { each('details', function (box) { box.open = true; }); });
  // A stack of copies unfolds where it is clicked.
  each('svg a[data-unfold]', function (link) {
    link.addEventListener('click', function (event) {
      var box = document.getElementById(link.getAttribute('href').slice(1));
      if (box) { event.preventDefault(); box.checked = !box.checked; box.focus(); }
    });
  });
  // Words that are pointed to may be folded away; not every browser opens what holds them.
  function open() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    for (var box = target; box; box = box.parentElement) { if (box.tagName === 'DETAILS') { box.open = true; } }
    if (target) { target.scrollIntoView(); }
  }
  addEventListener('hashchange', open);
  open();
}());
