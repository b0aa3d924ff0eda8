(function () {
  'use strict';
  var main = document.getElementById('main');
  if (!main || !main.dataset.form) { return; }
  // A page tells when the story has changed since it was made.
  var stale = document.getElementById('stale');
  function ask() {
    fetch('/api/v1/story', { headers: { Accept: 'application/json' } }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (story) {
      if (!story) { return; }
      var change = Number(main.dataset.change);
      if (story.change > change) {
        stale.textContent = 'The story has changed since this page was made. ';
        var link = document.createElement('a');
        link.href = location.href;
        link.textContent = 'Show it as it is now';
        link.addEventListener('click', function (event) { event.preventDefault(); location.reload(); });
        stale.appendChild(link);
        stale.hidden = false;
      } else if (story.behind) {
        stale.textContent = 'The story has changed; claims and chains are being traced again.';
        stale.hidden = false;
        setTimeout(ask, 1000);
        return;
      }
      setTimeout(ask, 15000);
    }).catch(function () { setTimeout(ask, 30000); });
  }
  setTimeout(ask, 5000);

  // Files one by one, so that each is safe when it is listed. What was not sent is kept and can be sent again.
  var form = document.getElementById('drop');
  if (!form) { return; }
  var picker = document.getElementById('files');
  var list = document.getElementById('added');
  var bar = document.getElementById('progress');
  var state = document.getElementById('state');
  var again = document.getElementById('again');
  var queue = [], failed = [], busy = false, done = 0, bad = 0;
  function tell(name, why, isBad) {
    var line = document.createElement('li');
    line.appendChild(document.createElement('bdi')).textContent = name;
    var about = line.appendChild(document.createElement('span'));
    about.className = isBad ? 'why loss' : 'why';
    about.textContent = why;
    // What needs somebody stands above what does not.
    list.insertBefore(line, isBad ? list.firstChild : null);
    if (isBad) { bad += 1; }
  }
  function files(count) { return count === 1 ? '1 file' : count + ' files'; }
  function show() {
    bar.max = done + queue.length + (busy ? 1 : 0);
    bar.value = done;
    bar.hidden = !busy;
    again.hidden = busy || !failed.length;
    again.textContent = 'Send ' + files(failed.length) + ' again';
    state.textContent = busy ? done + ' of ' + files(bar.max) : 'Done with ' + files(done) + '.' + (bad ? ' Not everything could be added: see the first lines.' : '');
  }
  function send(file) {
    var data = new FormData();
    data.append('form', main.dataset.form);
    data.append('files', file, file.name);
    return fetch('/api/v1/articles', { method: 'POST', body: data, headers: { 'X-Headwater-Form': main.dataset.form, Accept: 'application/json' } })
      .then(function (answer) { return answer.json().then(function (told) { return { status: answer.status, told: told }; }); })
      .then(function (answer) {
        if (answer.status >= 400) {
          if (answer.status >= 500) { failed.push(file); }
          tell(file.name, answer.told.detail || answer.told.title, true);
          return;
        }
        answer.told.articles.forEach(function (article) { tell(article.id, article.outcome, false); });
        answer.told.problems.forEach(function (problem) { tell(problem.path, problem.message, true); });
        if (!answer.told.articles.length && !answer.told.problems.length) { tell(file.name, 'holds no article', true); }
      })
      .catch(function () { failed.push(file); tell(file.name, 'was not sent; is the program still running?', true); });
  }
  function next() {
    var file = queue.shift();
    busy = Boolean(file);
    show();
    if (!file) { form.reset(); ask(); return; }
    var most = Number(form.dataset.most);
    var sent = file.size > most ? Promise.resolve(tell(file.name, 'is larger than one file may be', true)) : send(file);
    sent.then(function () { done += 1; next(); });
  }
  function all(files) {
    queue = queue.concat(Array.prototype.slice.call(files));
    if (busy) { show(); } else if (queue.length) { done = 0; bad = 0; next(); }
  }
  // A folder is dropped as one thing: its files are found by walking it, a hundred or so at each look.
  function walk(entry) {
    if (entry.isFile) { return new Promise(function (found) { entry.file(function (file) { found([file]); }, function () { found([]); tell(entry.name, 'cannot be read', true); }); }); }
    var reader = entry.createReader(), inside = [];
    return new Promise(function (found) {
      (function look() {
        reader.readEntries(function (some) {
          if (!some.length) { found(inside); return; }
          inside = inside.concat(some);
          look();
        }, function () { found(inside); tell(entry.name, 'cannot be read', true); });
      }());
    }).then(function (entries) { return Promise.all(entries.map(walk)); }).then(function (lists) { return [].concat.apply([], lists); });
  }
  function dropped(transfer) {
    var entries = Array.prototype.slice.call(transfer.items || []).map(function (item) { return item.webkitGetAsEntry ? item.webkitGetAsEntry() : null; });
    if (!entries.some(function (entry) { return entry && entry.isDirectory; })) { all(transfer.files); return; }
    Promise.all(entries.filter(Boolean).map(walk)).then(function (lists) { all([].concat.apply([], lists)); });
  }
  again.addEventListener('click', function () { var files = failed; failed = []; all(files); });
  window.addEventListener('beforeunload', function (event) { if (busy) { event.preventDefault(); } });
  form.addEventListener('submit', function (event) { event.preventDefault(); all(picker.files); });
  ['dragenter', 'dragover'].forEach(function (kind) {
    form.addEventListener(kind, function (event) { event.preventDefault(); form.classList.add('over'); });
  });
  ['dragleave', 'drop'].forEach(function (kind) {
    form.addEventListener(kind, function () { form.classList.remove('over'); });
  });
  form.addEventListener('drop', function (event) { event.preventDefault(); dropped(event.dataTransfer); });
}());
