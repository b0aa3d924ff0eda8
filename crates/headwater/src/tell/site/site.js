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

  // Files one by one, so that each is safe when it is listed.
  var form = document.getElementById('drop');
  if (!form) { return; }
  var picker = document.getElementById('files');
  var list = document.getElementById('added');
  var bar = document.getElementById('progress');
  function tell(name, why, bad) {
    var line = document.createElement('li');
    line.appendChild(document.createElement('bdi')).textContent = name;
    var about = line.appendChild(document.createElement('span'));
    about.className = bad ? 'why loss' : 'why';
    about.textContent = why;
    list.appendChild(line);
  }
  function send(file) {
    var data = new FormData();
    data.append('form', main.dataset.form);
    data.append('files', file, file.name);
    return fetch('/api/v1/articles', { method: 'POST', body: data, headers: { 'X-Headwater-Form': main.dataset.form, Accept: 'application/json' } })
      .then(function (answer) { return answer.json().then(function (told) { return { ok: answer.ok, told: told }; }); })
      .then(function (answer) {
        if (!answer.ok) { tell(file.name, answer.told.detail || answer.told.title, true); return; }
        answer.told.articles.forEach(function (article) { tell(article.id, article.outcome, false); });
        answer.told.problems.forEach(function (problem) { tell(problem.path, problem.message, true); });
        if (!answer.told.articles.length && !answer.told.problems.length) { tell(file.name, 'holds no article', true); }
      })
      .catch(function () { tell(file.name, 'was not sent; is the program still running?', true); });
  }
  function all(files) {
    var queue = Array.prototype.slice.call(files);
    var most = Number(form.dataset.most);
    bar.max = queue.length;
    bar.value = 0;
    bar.hidden = false;
    queue.reduce(function (before, file) {
      return before.then(function () {
        if (file.size > most) { tell(file.name, 'is larger than one file may be', true); return null; }
        return send(file);
      }).then(function () { bar.value += 1; });
    }, Promise.resolve()).then(function () { bar.hidden = true; form.reset(); ask(); });
  }
  form.addEventListener('submit', function (event) { event.preventDefault(); all(picker.files); });
  ['dragenter', 'dragover'].forEach(function (kind) {
    form.addEventListener(kind, function (event) { event.preventDefault(); form.classList.add('over'); });
  });
  ['dragleave', 'drop'].forEach(function (kind) {
    form.addEventListener(kind, function () { form.classList.remove('over'); });
  });
  form.addEventListener('drop', function (event) { event.preventDefault(); all(event.dataTransfer.files); });
}());
