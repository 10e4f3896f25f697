// The script of the report page as text: search, sort, filter and pages of the table of blocks. It reads the page's own data,
// writes text only, asks no host for anything. Plain ECMAScript without templates, so that it stands in this text as it is.

/** Script of the table of blocks; expects the elements that `blocksHtml` writes. */
export const TABLE_SCRIPT = `
(function () {
  'use strict'
  var table = document.getElementById('table')
  if (!table) return
  var data = null
  var view = []
  var page = 0
  var sort = { key: 'kinds', down: false }
  var body = table.tBodies[0]
  var query = document.getElementById('q')
  var show = document.getElementById('show')
  var found = document.getElementById('found')
  var pageText = document.getElementById('page')
  var previous = document.getElementById('previous')
  var next = document.getElementById('next')

  function lang() { return document.documentElement.getAttribute('data-lang') }
  function plain(text) { return text.normalize('NFKC').toLowerCase() }
  function count(n) { return String(n).replace(/\\B(?=(\\d{3})+$)/g, ',') }

  function load() {
    if (data) return
    data = JSON.parse(document.getElementById('data').textContent)
    data.rows = data.ids.length
    data.text = data.ids.map(function (id, i) { return plain((data.names[i] || '') + ' ' + id + ' ' + data.areas[data.area[i]]) })
  }

  function value(key, i) {
    if (key === 'name') return data.names[i] || data.ids[i]
    if (key === 'area') return data.areas[data.area[i]]
    if (key === 'people') return data.people[i] < 0 ? null : data.people[i]
    if (key === 'kinds') return data.missing[i] < 0 ? null : data.kinds - data.missing[i]
    var walk = data.walks[Number(key)][i]
    // Not linked is unknown and comes last; beyond the limit is the longest.
    return walk === -2 ? null : walk === -1 ? Infinity : walk
  }

  function compare(a, b) {
    if (a === null || b === null) return a === b ? 0 : a === null ? 2 : -2
    if (typeof a === 'string') return a < b ? -1 : a > b ? 1 : 0
    return a === b ? 0 : a < b ? -1 : 1
  }

  function refresh() {
    load()
    var words = plain(query.value).split(/\\s+/).filter(Boolean)
    var category = show.value
    view = []
    for (var i = 0; i < data.rows; i++) {
      if (category !== '') {
        var letter = data.verdicts[Number(category)][i]
        if (letter !== 'u' && letter !== 'p') continue
      }
      if (words.every(function (word) { return data.text[i].indexOf(word) >= 0 })) view.push(i)
    }
    var values = view.map(function (i) { return value(sort.key, i) })
    var order = view.map(function (_, k) { return k })
    order.sort(function (a, b) {
      var c = compare(values[a], values[b])
      if (c === 2 || c === -2) return c
      return (sort.down ? -c : c) || view[a] - view[b]
    })
    view = order.map(function (k) { return view[k] })
    page = 0
    draw()
  }

  function cell(tag, text, css) {
    var element = document.createElement(tag)
    if (css) element.className = css
    element.textContent = text
    return element
  }

  function draw() {
    var pages = Math.max(1, Math.ceil(view.length / data.page))
    page = Math.max(0, Math.min(page, pages - 1))
    var rows = document.createDocumentFragment()
    view.slice(page * data.page, (page + 1) * data.page).forEach(function (i) {
      var row = document.createElement('tr')
      var name = document.createElement('th')
      name.scope = 'row'
      name.className = 'first'
      name.appendChild(cell('bdi', data.names[i] || data.ids[i]))
      if (data.names[i]) {
        name.appendChild(document.createTextNode(' '))
        name.appendChild(cell('span', data.ids[i], 'id'))
      }
      row.appendChild(name)
      row.appendChild(cell('td', data.areas[data.area[i]], 'areas'))
      row.appendChild(cell('td', data.people[i] < 0 ? '\\u2013' : count(data.people[i]), 'num'))
      row.appendChild(cell('td', data.missing[i] < 0 ? '\\u2013' : data.kinds - data.missing[i] + '/' + data.kinds, 'num'))
      for (var c = 0; c < data.kinds; c++) {
        var walk = data.walks[c][i]
        var text = walk === -2 ? '\\u2013' : walk === -1 ? '>' : data.time ? (walk / 10).toFixed(1) : count(walk)
        row.appendChild(cell('td', text, 'num v-' + data.verdicts[c][i]))
      }
      rows.appendChild(row)
    })
    body.replaceChildren(rows)
    previous.disabled = page === 0
    next.disabled = page === pages - 1
    words(pages)
  }

  function words(pages) {
    found.textContent = data.words.found[lang()].replace('{n}', count(view.length))
    pageText.textContent = data.words.page[lang()].replace('{page}', page + 1).replace('{pages}', pages)
  }

  table.tHead.addEventListener('click', function (event) {
    var button = event.target.closest('[data-sort]')
    if (!button) return
    var key = button.getAttribute('data-sort')
    sort = { key: key, down: sort.key === key ? !sort.down : key === 'people' }
    table.querySelectorAll('thead th').forEach(function (th) { th.removeAttribute('aria-sort') })
    button.parentElement.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending')
    refresh()
  })
  var timer = 0
  query.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(refresh, 120) })
  query.form.addEventListener('submit', function (event) { event.preventDefault(); refresh() })
  show.addEventListener('change', refresh)
  // A button that can no longer be pressed gives the focus to the other one.
  function turn(by, button, other) {
    page += by
    draw()
    if (button.disabled) other.focus()
  }
  previous.addEventListener('click', function () { turn(-1, previous, next) })
  next.addEventListener('click', function () { turn(1, next, previous) })
  document.addEventListener('lc-lang', function () { if (data) words(Math.max(1, Math.ceil(view.length / data.page))) })
  document.querySelector('.pages').hidden = false
  // The first page of rows is in the file already; the rest is read when the browser has nothing else to do.
  if (window.requestIdleCallback) requestIdleCallback(refresh, { timeout: 2000 })
  else setTimeout(refresh, 200)
})()
`
