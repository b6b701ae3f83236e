'use strict'
// A little more comfort: keys, ages that go on, what is new. Every page works without it.
{
  const STEPS = '.comment, .issue, .hit, .step'
  const OPEN = '.open.comment, .open.issue, .open.hit'
  const FIELDS = /^(?:INPUT|SELECT|TEXTAREA)$/
  const shown = (what) => [...document.querySelectorAll(what)].filter((one) => one.offsetParent !== null)
  const made = (name, attributes, ...inside) => {
    const one = Object.assign(document.createElement(name), attributes)
    one.append(...inside)
    return one
  }

  // Keys
  let last = null
  const follows = (one, bit) => Boolean(last.compareDocumentPosition(one) & bit)
  // From where the reader is: the one walked to last, else the top of the window.
  const isAfter = (one) =>
    last === null ? one.getBoundingClientRect().top > 60 : follows(one, Node.DOCUMENT_POSITION_FOLLOWING)
  const isBefore = (one) =>
    last === null ? one.getBoundingClientRect().top < 0 : follows(one, Node.DOCUMENT_POSITION_PRECEDING)
  const step = (what, by, none) => {
    const list = shown(what)
    if (list.length === 0) return notice(none)
    const next = by > 0 ? list.find(isAfter) : list.findLast(isBefore)
    if (!next) return
    last = next
    last.scrollIntoView({ block: last.offsetHeight > innerHeight / 2 ? 'start' : 'center' })
    last.focus({ preventScroll: true })
  }
  const notice = (words) => {
    const box = made('p', { id: 'news', textContent: words })
    box.setAttribute('role', 'status')
    document.getElementById('news')?.remove()
    document.body.append(box)
    setTimeout(() => box.remove(), 1500)
  }
  const HELP = [
    ['j k', 'next, previous comment, issue or row'],
    ['Enter', 'open the row'],
    ['n p', 'next, previous open issue'],
    ['o', 'fold or unfold it'],
    ['u', 'up: to the series, to the list'],
    ['[ ]', 'previous, next patch or page'],
    ['s', 'star the series, or take it back'],
    ['w', 'wrap long lines'],
    ['/', 'search; Escape leaves it'],
    ['?', 'this list'],
  ]
  const help = () => {
    const known = document.getElementById('keys')
    if (known) return known.open ? known.close() : known.showModal()
    const box = made('dialog', { id: 'keys' })
    box.setAttribute('aria-label', 'Keys')
    for (const [keys, means] of HELP)
      box.append(
        made('p', {}, ...keys.split(' ').flatMap((key) => [made('kbd', { textContent: key }), ' ']), means),
      )
    document.body.append(box)
    box.showModal()
  }
  const follow = (what) => document.querySelector(what)?.click()
  const fold = () => {
    const box = last?.closest('details') ?? last?.querySelector('details')
    if (box) box.open = !box.open
  }
  const keys = {
    j: () => step(STEPS, 1, 'There is nothing to step through'),
    k: () => step(STEPS, -1, 'There is nothing to step through'),
    n: () => step(OPEN, 1, 'Nothing is open here'),
    p: () => step(OPEN, -1, 'Nothing is open here'),
    o: fold,
    u: () => {
      const up = document.querySelector('link[rel=up]')
      if (up) location.href = up.href
      else follow('.home')
    },
    '[': () => follow('a.prev, a[rel=prev]'),
    ']': () => follow('a.next, a[rel=next]'),
    s: () => follow('.keep button[name=star]'),
    w: () => document.body.classList.toggle('wrap'),
    '/': () => document.querySelector('input[type=search]')?.focus(),
    '?': help,
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { target, key } = event
    if (FIELDS.test(target.tagName)) {
      if (key === 'Escape') target.blur()
      return
    }
    if (key === 'Enter' && target === last) return last.querySelector('a')?.click()
    const act = keys[key]
    if (!act) return
    event.preventDefault()
    act()
  })

  // How what is being typed may go on.
  const box = document.querySelector('input[type=search][list]')
  let asked = 0
  const complete = async (query) => {
    const mine = ++asked
    await new Promise((done) => setTimeout(done, 120))
    if (mine !== asked || query.length < 2) return
    const answer = await fetch(`/complete.json?q=${encodeURIComponent(query)}`).catch(() => null)
    if (!answer?.ok || mine !== asked) return
    const { completions } = await answer.json()
    const options = completions.map(({ value, label }) => made('option', { value, label }))
    if (mine === asked) box.list.replaceChildren(...options)
  }
  box?.addEventListener('input', () => void complete(box.value))

  // What is new since this browser showed it last.
  const store = (() => {
    try {
      return localStorage
    } catch {
      return null
    }
  })()
  for (const one of document.querySelectorAll('[data-seen]')) {
    const name = `seen ${one.dataset.seen}`
    const known = store?.getItem(name)
    if (one.matches('.overview')) store?.setItem(name, one.dataset.date)
    else if (known && known < one.dataset.date) one.classList.add('new')
  }

  // New mail: only a page that is looked at listens, for a browser has few lines to one server.
  const { events } = document.body.dataset
  let line = null
  const listen = () => {
    if (document.hidden) {
      line?.close()
      line = null
    } else if (events && line === null) {
      line = new EventSource(events)
      line.addEventListener('news', offer)
    }
  }
  const offer = () => {
    if (document.querySelector('#news button')) return
    const again = made('button', { type: 'button', textContent: 'Show it' })
    again.addEventListener('click', () => location.reload())
    const box = made('p', { id: 'news' }, 'New mail came in. ', again)
    box.setAttribute('role', 'status')
    document.body.append(box)
  }
  document.addEventListener('visibilitychange', listen)
  addEventListener('load', listen)
}
