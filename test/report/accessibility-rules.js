// Rules of accessibility for an open page: structure, names, keyboard, contrast. Run in the page; what leaves is a list of faults,
// one line each. It does not know what the page is about.
;(() => {
  const faults = []
  const fault = (rule, element, more = '') =>
    faults.push(`${rule}: ${(element?.outerHTML ?? '').slice(0, 100)} ${more}`.trim())
  const all = (selector) => [...document.querySelectorAll(selector)]
  // What lies beyond the screen counts as shown, too, although it is not drawn yet.
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const textOf = (element) =>
    [...element.childNodes]
      .map((node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.textContent
        return node instanceof Element && getComputedStyle(node).display !== 'none' ? textOf(node) : ''
      })
      .join('')
      .trim()
  const referred = (element, attribute) =>
    (element.getAttribute(attribute) ?? '')
      .split(' ')
      .filter((id) => id !== '')
      .map((id) => document.getElementById(id))
  const nameOf = (element) =>
    element.getAttribute('aria-label') ??
    (element.hasAttribute('aria-labelledby')
      ? referred(element, 'aria-labelledby')
          .map((part) => (part === null ? '' : textOf(part)))
          .join(' ')
      : [...(element.labels ?? [])].map(textOf).join(' ') || textOf(element))

  function structure() {
    if (!/^(?:en|zh-Hans)$/.test(document.documentElement.lang)) fault('language of the page', document.documentElement)
    if (all('main').length !== 1) fault('one main', null)
    if (all('h1').length !== 1) fault('one h1', null)
    if (document.title.trim() === '') fault('title', null)
    let level = 0
    for (const heading of all('h1,h2,h3,h4,h5,h6')) {
      const own = Number(heading.tagName.slice(1))
      if (own > level + 1) fault('order of headings', heading, `after h${level}`)
      if (textOf(heading) === '') fault('empty heading', heading)
      level = own
    }
    const ids = all('[id]').map(({ id }) => id)
    for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) fault(`id ${id} twice`, null)
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']) {
      for (const element of all(`[${attribute}]`)) {
        if (referred(element, attribute).includes(null)) fault(`${attribute} leads nowhere`, element)
      }
    }
    for (const link of all('a[href^="#"]')) {
      if (document.getElementById(link.getAttribute('href').slice(1)) === null) fault('link leads nowhere', link)
    }
  }

  function tables() {
    for (const table of all('table')) {
      if (table.caption === null && !table.hasAttribute('aria-label')) fault('caption', table)
      const isLayout = table.tHead === null && table.querySelector('th') === null
      if (isLayout) fault('head cells', table)
      for (const row of table.tBodies[0]?.rows ?? []) {
        if (row.querySelector('th[scope=row]') === null) fault('head of a row', row)
      }
    }
    for (const cell of all('th')) {
      if (!['col', 'row'].includes(cell.scope)) fault('scope', cell)
      if (textOf(cell) === '') fault('empty head cell', cell)
    }
  }

  function names() {
    for (const drawing of all('svg')) {
      if (drawing.closest('[aria-hidden=true]') !== null) continue
      if (drawing.getAttribute('role') !== 'img' || nameOf(drawing) === '') fault('drawing without a name', drawing)
    }
    for (const control of all('button,a[href],input,select,summary')) {
      if (isShown(control) && nameOf(control) === '') fault('no name', control)
    }
    // What is in a group is not its name.
    for (const group of all('[role=group],[role=region],section')) {
      const names = group.hasAttribute('aria-label') || group.hasAttribute('aria-labelledby')
      if (!names || nameOf(group) === '') fault('group without a name', group)
    }
    const landmarks = all('nav').map(nameOf)
    if (new Set(landmarks).size !== landmarks.length) fault('two landmarks of one name', null)
  }

  function keyboard() {
    for (const control of all('button,input,select,summary')) {
      if (!isShown(control)) continue
      const { width, height } = control.getBoundingClientRect()
      if (width < 24 || height < 24)
        fault('smaller than 24 px', control, `${Math.round(width)} × ${Math.round(height)}`)
    }
    for (const element of all('body *')) {
      const { overflowX, overflowY } = getComputedStyle(element)
      const scrolls =
        (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (/auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1)
      if (scrolls && element.tabIndex < 0) fault('scrolls, but not by keyboard', element)
      if (element.tabIndex > 0) fault('order of its own', element)
    }
    if (document.documentElement.scrollWidth > innerWidth) fault('scrolls sideways', null)
  }

  const colourOf = (css) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number)
    return { rgb: [red, green, blue], alpha }
  }
  const over = (top, under) => ({
    rgb: top.rgb.map((value, at) => value * top.alpha + under.rgb[at] * (1 - top.alpha)),
    alpha: 1,
  })
  const luminance = ({ rgb }) => {
    const [red, green, blue] = rgb.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const groundOf = (element) => {
    const parent = element.parentElement
    const own = colourOf(getComputedStyle(element).backgroundColor)
    if (own.alpha === 1) return own
    return over(own, parent === null ? { rgb: [255, 255, 255], alpha: 1 } : groundOf(parent))
  }

  /** WCAG 2.2, 1.4.3: 4.5 for text, 3 for large text. */
  function contrast() {
    const seen = new Set()
    for (const element of all('body *')) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.textContent),
      )
      if (!hasText || element.closest('svg,script,style,:disabled') !== null || !isShown(element)) continue
      const style = getComputedStyle(element)
      const ground = groundOf(element)
      const [dark, light] = [luminance(over(colourOf(style.color), ground)), luminance(ground)].sort((a, b) => a - b)
      const ratio = (light + 0.05) / (dark + 0.05)
      const size = Number.parseFloat(style.fontSize)
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
      const key = `${style.color} ${ground.rgb.join()}`
      if (ratio >= (isLarge ? 3 : 4.5) || seen.has(key)) continue
      seen.add(key)
      fault('contrast', element, ratio.toFixed(2))
    }
  }

  structure()
  tables()
  names()
  keyboard()
  contrast()
  return faults
})()
