'use strict'
// A little more comfort: keys to walk from comment to comment. Every page works without it.
{
  const all = (what) => [...document.querySelectorAll(what)].filter((one) => one.offsetParent !== null)
  let last = null
  const step = (what, by) => {
    const list = all(what)
    if (list.length === 0) return
    // From where the reader is: the one walked to last, else the top of the window.
    const isAfter = (one) => (last === null ? one.getBoundingClientRect().top > 60 : Boolean(last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING))
    const isBefore = (one) => (last === null ? one.getBoundingClientRect().top < 0 : Boolean(last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING))
    const next = by > 0 ? list.find(isAfter) : list.findLast(isBefore)
    if (!next) return
    last = next
    last.scrollIntoView({ block: 'center' })
    last.focus({ preventScroll: true })
  }
  const help = () => {
    const known = document.getElementById('keys')
    if (known) return known.open ? known.close() : known.showModal()
    const box = document.createElement('dialog')
    box.id = 'keys'
    box.setAttribute('aria-label', 'Keys')
    for (const [key, means] of [['j k', 'next, previous comment'], ['n p', 'next, previous open issue'], ['o', 'fold or unfold it'], ['u', 'up to the series'], ['[ ]', 'previous, next patch'], ['w', 'wrap long lines'], ['/', 'search'], ['?', 'this list']]) {
      const line = document.createElement('p')
      for (const one of key.split(' ')) line.append(Object.assign(document.createElement('kbd'), { textContent: one }), ' ')
      line.append(means)
      box.append(line)
    }
    document.body.append(box)
    box.showModal()
  }
  const follow = (what) => { const to = document.querySelector(what); if (to) to.click(); return to !== null }
  const keys = {
    j: () => step('.comment, .issue, .hit', 1), k: () => step('.comment, .issue, .hit', -1), n: () => step('.open.comment, .open.issue, .open.hit', 1), p: () => step('.open.comment, .open.issue, .open.hit', -1),
    o: () => { const box = last && last.closest('details'); if (box) box.open = !box.open }, u: () => follow('.near a') || follow('h1 a') || follow('.home'), '[': () => follow('a.prev, a[rel=prev]'), ']': () => follow('a.next, a[rel=next]'),
    w: () => document.body.classList.toggle('wrap'), '/': () => { const field = document.querySelector('input[type=search]'); if (field) field.focus() }, '?': help,
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}
