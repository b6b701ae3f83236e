/** What pages load: their names, the files they are, and what they are for a browser. */
export const ASSETS = [
  {
    name: 'style.css',
    file: new URL('../../data/web.css', import.meta.url),
    type: 'text/css; charset=utf-8',
  },
  {
    name: 'page.js',
    file: new URL('../../data/web.js', import.meta.url),
    type: 'text/javascript; charset=utf-8',
  },
  {
    name: 'icon.svg',
    file: new URL('../../data/icon.svg', import.meta.url),
    type: 'image/svg+xml',
  },
] as const
