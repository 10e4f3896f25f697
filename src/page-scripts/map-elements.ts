// Elements of the panel, made by hand: text only. Knows nothing of the map.

/** An element with text and a class. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text?: string,
  css?: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (text !== undefined) made.textContent = text
  if (css) made.className = css
  return made
}

/** A button that holds a name. */
export function nameButton(name: string, press: () => void): HTMLButtonElement {
  const button = element('button')
  button.type = 'button'
  button.appendChild(element('bdi', name))
  button.addEventListener('click', press)
  return button
}
