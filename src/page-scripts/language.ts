// The language of a page: text by style, attributes and the title here. Announces `lc-lang` on the document. Stands in every page.
const root = document.documentElement
function setLang(lang: string) {
  root.setAttribute('data-lang', lang)
  root.setAttribute('lang', document.querySelector(`[data-set-lang=${lang}]`)!.getAttribute('lang')!)
  document.querySelectorAll('[data-words]').forEach((element) => {
    element.setAttribute(element.getAttribute('data-words')!, element.getAttribute('data-' + lang) ?? '')
  })
  document.querySelectorAll('[data-set-lang]').forEach((button) => {
    button.setAttribute('aria-pressed', String(button.getAttribute('data-set-lang') === lang))
  })
  document.querySelectorAll('option[data-en]').forEach((option) => {
    option.textContent = option.getAttribute('data-' + lang)
  })
  const title = document.querySelector('title')!
  if (title.hasAttribute('data-en')) document.title = title.getAttribute('data-' + lang)!
  document.dispatchEvent(new CustomEvent('lc-lang', { detail: lang }))
}
document.querySelectorAll('[data-set-lang]').forEach((button) => {
  button.addEventListener('click', () => {
    setLang(button.getAttribute('data-set-lang')!)
  })
})

export {}
