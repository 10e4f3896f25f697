// Scripts of the map page as text: unpacking the data, the panel, the selection. Drawing is in the two files beside this one.
// They read the page's own data, write text only, and ask no host for anything. ECMAScript without templates.

/** Unpacks the data and keeps what is chosen; the other scripts work on `LC`. */
export const MAP_STATE_SCRIPT = `
var LC = (function () {
  'use strict'
  var data = JSON.parse(document.getElementById('data').textContent)
  function line(packed) {
    var out = []
    var x = 0
    var y = 0
    for (var i = 0; i < packed.length; i += 2) {
      x += packed[i]
      y += packed[i + 1]
      out.push([x / 1e6, y / 1e6])
    }
    return out
  }
  var blocks = data.blocks
  blocks.centres = line(blocks.centres)
  blocks.count = blocks.centres.length
  data.facilities.places = line(data.facilities.places)
  var state = { category: 0, limit: data.limits.length - 1, group: -1, block: -1, facility: -1 }
  var listeners = []
  function lang() { return document.documentElement.getAttribute('data-lang') }
  function count(n) { return String(Math.round(n)).replace(/\\B(?=(\\d{3})+$)/g, ',') }
  function say(key, parts) {
    var text = data.words[key][lang()]
    return text.replace(/\\{(\\w+)\\}/g, function (whole, name, at) {
      var part = parts ? parts[name] : undefined
      if (part === undefined) return whole
      part = typeof part === 'object' ? part[lang()] : String(part)
      // Chinese and figures stand a little apart.
      return (/[\\u3400-\\u9fff]$/.test(text.slice(0, at)) && /^\\d/.test(part) ? ' ' : '') + part
    })
  }
  function walkText(walk) {
    if (walk === -3) return say('no_data')
    if (walk === -2) return say('left_unlinked')
    if (walk === -1) return say('over', { limit: data.limitWords[data.limits.length - 1] })
    return data.time ? say('minutes', { n: (walk / 10).toFixed(1) }) : say('metres', { n: count(walk) })
  }
  /** The group that shares and people are of: the chosen one, or the one that speaks for the kind. */
  function group() { return state.group < 0 ? data.own[state.category] : state.group }
  function facilityName(f) {
    return data.facilities.names[f] || say('unnamed', { id: data.facilities.ids[f] })
  }
  function verdict(b) { return blocks.verdicts[state.category][state.limit][b] }
  /** Blocks whose nearest facility of its kind is this one, within the limit. */
  function servedBy(f) {
    var category = data.facilities.category[f]
    if (category < 0) return []
    var most = data.limits[state.limit] * (data.time ? 10 : 1)
    var out = []
    for (var b = 0; b < blocks.count; b++) {
      var walk = blocks.walks[category][b]
      if (blocks.nearest[category][b] === f && walk >= 0 && walk <= most) out.push(b)
    }
    return out
  }
  /** Lines of what is chosen: from a block to its nearest facilities, or to a facility from whom it serves. */
  function links() {
    var out = []
    if (state.block >= 0) {
      for (var c = 0; c < data.categories.length; c++) {
        var f = blocks.nearest[c][state.block]
        if (f < 0) continue
        var route = data.routes[state.block + ' ' + c]
        out.push({
          line: route ? line(route) : [blocks.centres[state.block], data.facilities.places[f]],
          route: !!route,
          chosen: c === state.category
        })
      }
    } else if (state.facility >= 0) {
      servedBy(state.facility).forEach(function (b) {
        out.push({ line: [blocks.centres[b], data.facilities.places[state.facility]], route: false, chosen: true })
      })
    }
    return out
  }
  function change(part) {
    Object.assign(state, part)
    listeners.forEach(function (listener) { listener(part) })
  }
  return {
    data: data, line: line, state: state, lang: lang, count: count, say: say, walkText: walkText, verdict: verdict,
    group: group, facilityName: facilityName, servedBy: servedBy, links: links, change: change,
    onChange: function (listener) { listeners.push(listener) },
    selectBlock: function (b) { change({ block: b, facility: -1 }) },
    selectFacility: function (f) {
      var category = data.facilities.category[f]
      change({ facility: f, block: -1, category: category < 0 ? state.category : category })
    }
  }
})()
`

/** The panel: choices, the share, search, and what is selected. */
export const MAP_PANEL_SCRIPT = `
;(function () {
  'use strict'
  var data = LC.data
  var state = LC.state
  var blocks = data.blocks
  var selects = { category: document.getElementById('category'), limit: document.getElementById('limit'), group: document.getElementById('group') }
  var share = document.getElementById('share')
  var bar = document.getElementById('share-bar')
  var detail = document.getElementById('detail')
  var find = document.getElementById('find')
  var results = document.getElementById('results')
  var MOST = 12

  function element(tag, text, css) {
    var made = document.createElement(tag)
    if (text !== undefined) made.textContent = text
    if (css) made.className = css
    return made
  }

  function drawShare() {
    var cell = data.coverage[state.category][state.limit][LC.group()]
    var unit = data.groups[LC.group()]
    if (!cell || cell === -1) {
      share.textContent = LC.say(cell === -1 ? 'no_facility' : 'unknown')
      bar.setAttribute('width', '0')
      return
    }
    share.replaceChildren(
      element('strong', cell[2]),
      document.createTextNode(' ' + LC.say('map_covered', { covered: LC.count(cell[0]), total: LC.count(cell[1]), unit: unit, limit: data.limitWords[state.limit] }))
    )
    bar.setAttribute('width', String(cell[3]))
  }

  function peopleText(b) {
    var people = blocks.people[LC.group()][b]
    return people < 0 ? LC.say('unknown') : LC.say('map_people', { n: LC.count(people), unit: data.groups[LC.group()] })
  }

  function head(title, note) {
    var top = element('div', undefined, 'detail-head')
    var name = element('h2')
    name.appendChild(element('bdi', title))
    top.appendChild(name)
    var close = element('button', LC.say('map_close'), 'close')
    close.type = 'button'
    close.addEventListener('click', function () { LC.change({ block: -1, facility: -1 }); find.focus() })
    top.appendChild(close)
    detail.replaceChildren(top, element('p', note, 'quiet'))
  }

  function drawBlock() {
    var b = state.block
    head(blocks.names[b], peopleText(b) + (blocks.ids[b] && blocks.ids[b] !== blocks.names[b] ? ', ' + blocks.ids[b] : ''))
    var table = element('table')
    var caption = element('caption', LC.say('map_walks'))
    table.appendChild(caption)
    var body = element('tbody')
    data.categories.forEach(function (category, c) {
      var row = element('tr', undefined, c === state.category ? 'chosen' : '')
      var th = element('th')
      th.scope = 'row'
      var pick = element('button', category[LC.lang()])
      pick.type = 'button'
      pick.addEventListener('click', function () { selects.category.value = c; LC.change({ category: c }); detail.querySelectorAll('tbody button')[c].focus() })
      th.appendChild(pick)
      var f = blocks.nearest[c][b]
      if (f >= 0) {
        th.appendChild(element('br'))
        var name = element('bdi', LC.facilityName(f), 'quiet')
        th.appendChild(name)
      }
      row.appendChild(th)
      row.appendChild(element('td', LC.walkText(blocks.walks[c][b]), 'v-' + blocks.verdicts[c][state.limit][b]))
      body.appendChild(row)
    })
    table.appendChild(body)
    detail.appendChild(table)
    if (Object.keys(data.routes).length === 0) detail.appendChild(element('p', LC.say('map_lines'), 'quiet'))
  }

  function drawFacility() {
    var f = state.facility
    var category = data.facilities.category[f]
    var served = LC.servedBy(f)
    var people = 0
    var known = false
    served.forEach(function (b) {
      var own = blocks.people[LC.group()][b]
      if (own >= 0) { people += own; known = true }
    })
    head(LC.facilityName(f), (category < 0 ? '' : data.categories[category][LC.lang()]) + (data.facilities.linked[f] ? '' : ', ' + LC.say('facility_unlinked')))
    detail.appendChild(element('h3', LC.say('map_serves', { limit: data.limitWords[state.limit] })))
    detail.appendChild(element('p', LC.say('map_served_by', {
      n: LC.count(served.length),
      people: known ? LC.say('map_people', { n: LC.count(people), unit: data.groups[LC.group()] }) : LC.say('unknown')
    })))
    var list = element('ul', undefined, 'served')
    served.slice(0, 60).forEach(function (b) {
      var item = element('li')
      var pick = element('button')
      pick.type = 'button'
      pick.appendChild(element('bdi', blocks.names[b]))
      pick.addEventListener('click', function () { LC.selectBlock(b) })
      item.appendChild(pick)
      item.appendChild(element('span', LC.walkText(blocks.walks[category][b]), 'quiet'))
      list.appendChild(item)
    })
    detail.appendChild(list)
  }

  function drawDetail() {
    if (state.block >= 0) drawBlock()
    else if (state.facility >= 0) drawFacility()
    else detail.replaceChildren(element('p', LC.say('map_pick'), 'quiet'))
  }

  function plain(text) { return text.normalize('NFKC').toLowerCase() }

  function search() {
    var words = plain(find.value).split(/\\s+/).filter(Boolean)
    results.replaceChildren()
    if (words.length === 0) return
    var hits = 0
    function test(text) { return words.every(function (word) { return text.indexOf(word) >= 0 }) }
    function add(text, kind, select) {
      var item = element('li')
      var pick = element('button')
      pick.type = 'button'
      pick.appendChild(element('bdi', text))
      pick.appendChild(element('span', kind, 'quiet'))
      pick.addEventListener('click', function () { select(); find.value = ''; search(); detail.focus() })
      item.appendChild(pick)
      results.appendChild(item)
      hits++
    }
    for (var b = 0; b < blocks.count && hits < MOST; b++) {
      if (test(plain(blocks.names[b] + ' ' + blocks.ids[b]))) add(blocks.names[b], LC.say('block'), LC.selectBlock.bind(null, b))
    }
    for (var f = 0; f < data.facilities.ids.length && hits < MOST; f++) {
      if (test(plain((data.facilities.names[f] || '') + ' ' + data.facilities.ids[f]))) add(LC.facilityName(f), LC.say('facility'), LC.selectFacility.bind(null, f))
    }
    if (hits === 0) results.appendChild(element('li', LC.say('map_no_result'), 'quiet'))
  }

  find.addEventListener('input', search)
  find.form.addEventListener('submit', function (event) {
    event.preventDefault()
    var first = results.querySelector('button')
    if (first) first.click()
  })
  Object.keys(selects).forEach(function (key) {
    selects[key].addEventListener('change', function () {
      var part = {}
      part[key] = Number(selects[key].value)
      LC.change(part)
    })
  })
  LC.onChange(function () {
    selects.category.value = state.category
    drawShare()
    drawDetail()
  })
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && (state.block >= 0 || state.facility >= 0)) LC.change({ block: -1, facility: -1 })
  })
  document.addEventListener('lc-lang', function () { drawShare(); drawDetail(); search() })
  selects.category.value = state.category
  selects.limit.value = state.limit
  drawShare()
  drawDetail()
})()
`
