import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { detect } from '../../src/mail/source/detect.ts'
import { decodePage } from '../../src/mail/page/page.ts'

const TEXT = '&gt; +\tflow();\n\nWhy?\n'
const BODY = '> +\tflow();\n\nWhy?\n'
const DATE = 'Mon, 3 Aug 2020 07:03:00 +0000'

/** A page of each archive that shows one made-up mail. */
const PAGES: Readonly<Record<string, string>> = {
  'public-inbox': `<html><body><pre>From: Tova Lindqvist &lt;tova@example.org&gt;\nTo: Bram &lt;bram@example.org&gt;,\n\tInes &lt;ines@example.org&gt;\nSubject: <a\nhref="#r"\nid=t>Re: [PATCH] flow: lock</a>\nDate: ${DATE}\t<a\nhref="#r">[thread overview]</a>\nMessage-ID: &lt;one@example.org&gt; (<a\nhref="raw">raw</a>)\n\n${TEXT}</pre><hr><pre>next</pre></body></html>`,
  openwall: `<html><body><a href="/">Home</a><pre style="white-space: pre-wrap">\nMessage-ID: &lt;one@example.org&gt;\nDate: ${DATE}\nFrom: Tova Lindqvist &lt;tova@...mple.org&gt;\nTo: valves\nSubject: Re: [PATCH] flow: lock\n\n${TEXT}</pre></body></html>`,
  pipermail: `<HTML><BODY><H1>Re: [PATCH] flow: lock</H1><B>Tova Lindqvist</B>\n<A HREF="mailto:valves%40lists.example.org?In-Reply-To=%3Cone%40example.org%3E" TITLE="x">tova at example.org</A><BR><I>Mon Aug  3 07:03:00 UTC 2020</I><HR><!--beginarticle-->\n<PRE>${TEXT}</PRE>\n<!--endarticle--></BODY></HTML>`,
  hypermail: `<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><body><!-- sent="${DATE}" -->\n<!-- name="Tova Lindqvist" -->\n<!-- email="tova@example.org" -->\n<!-- subject="Re: [PATCH] flow: lock" -->\n<!-- id="one@example.org" -->\n<!-- body="start" -->\n<pre>\n${TEXT}</pre>\n<!-- body="end" --></body></html>`,
  'MHonArc, a list': `<!-- MHonArc v2.6 -->\n<!--X-Subject: Re: [PATCH] flow: lock -->\n<!--X-Message-Id: one@example.org -->\n<html><body><!--X-Head-of-Message-->\n<ul>\n<li><em>From</em>: Tova Lindqvist &lt;<a href="mailto:x">tova@xxxxxxxxxxx</a>&gt;</li>\n<li><em>Date</em>: ${DATE}</li>\n</ul>\n<!--X-Head-of-Message-End-->\n<!--X-Body-of-Message-->\n<pre>${TEXT}</pre>\n<!--X-Body-of-Message-End--></body></html>`,
  'mail-archive': `<!DOCTYPE html><html><body><!--X-Subject: Re: [PATCH] flow: lock -->\n<!--X-Message-Id: one@example.org -->\n<span class="subject"><a>Re: [PATCH] flow: lock</a></span><span class="sender"><a>Tova Lindqvist</a></span><span class="date"><a>${DATE}</a></span>\n<!--X-Body-of-Message-->\n<pre>${TEXT}</pre>\n<!--X-Body-of-Message-End--></body></html>`,
  HyperKitty: `<!DOCTYPE html><html><body><h1>Re: [PATCH] flow: lock</h1><div class="email-author"><h2 class="name">Tova Lindqvist</h2></div><span title="Sender's time: Aug. 3, 2020 7:03 a.m.">x</span><div class="email-body"><pre>${TEXT}</pre></div><div class="email-info">Attachments</div></body></html>`,
  'lkml.org': `<!DOCTYPE html><html><body><table><tr><td>Date</td><td class="rp" itemprop="datePublished">${DATE}</td></tr><tr><td class="rp" itemprop="author">Tova Lindqvist &lt;&gt;</td></tr><tr><td class="rp" itemprop="name">Re: [PATCH] flow: lock</td></tr></table><pre itemprop="articleBody">${TEXT}</pre></body></html>`,
  'marc.info': `[prev in list] [next in list]\n\nList:       valves\nSubject:    Re: [PATCH] flow: lock\nFrom:       Tova Lindqvist <tova () example ! org>\nDate:       2020-08-03 7:03:00\nMessage-ID: one () example ! org\n[Download RAW message or body]\n\n${BODY}[prev in list] [next in list]\n\nConfigure | About | News\n`,
}

describe('a saved page of an archive is read', () => {
  for (const [name, page] of Object.entries(PAGES)) {
    test(name, () => {
      assert.equal(detect(Buffer.from(page)), 'page')
      const [mail] = decodePage(page).messages
      assert.deepEqual(
        [mail.from.name, mail.subject, mail.date, mail.body.trimEnd()],
        ['Tova Lindqvist', 'Re: [PATCH] flow: lock', '2020-08-03T07:03:00Z', BODY.trimEnd()],
      )
      if (page.includes('one@') || page.includes('one%40') || page.includes('one ()'))
        assert.equal(mail.id, '<one@example.org>')
    })
  }
})

/** What public-inbox shows of one mail on a page of its thread. */
function inThread(n: number, subject: string, at: string, parent: string, body: string): string {
  return `<a\nhref=#e${n}\nid=m${n}>*</a> <b>${subject}</b>\n${parent}<b>@ ${at}</b>\n  <a\nhref=#r${n}>0 siblings, 1 reply; 2+ messages in thread</a>\nFrom: Tova Lindqvist @ 2020-08-03  7:0${n} UTC (<a\nhref="../../m${n}%2B@example.org/">permalink</a> / <a\nhref="../../m${n}@example.org/raw">raw</a>)\n  To: Bram Ost, Ines Haugland,\n\tOla Nord\n\n${body}\n<a\nhref=#m${n}\nid=e${n}>^</a> <a\nhref="../../m${n}@example.org/">permalink</a> <a>raw</a> <a>reply</a>\t[<a>flat</a>|<b>nested</b>]\n`
}

describe('all mails of a page are read', () => {
  const first = inThread(1, '[PATCH] flow: lock', '2020-08-03  7:01 Tova', '', 'Lock it.\n')
  const link = `  2020-08-03  7:01 <a\nhref="#m1">[PATCH] flow: lock</a> Tova\n`
  const second = inThread(2, 'Re: [PATCH] flow: lock', '2020-08-03  7:02 ` Tova', link, TEXT)
  const unlinked = inThread(2, 'Re: [PATCH] flow: lock', '2020-08-03  7:02 ` Tova', '', TEXT)
  const pages: Readonly<Record<string, string>> = {
    'public-inbox, T/': `<html><body><pre>${first}</pre><hr><pre>${second}</pre></body></html>`,
    'public-inbox, t/': `<html><body><ul><li><pre>${first}</pre><ul><li><pre>${second}</pre></li></ul></li></ul></body></html>`,
    'public-inbox, without links to parents': `<html><body><pre>${first}${unlinked}</pre></body></html>`,
  }
  for (const [name, page] of Object.entries(pages)) {
    test(name, () => {
      const { messages, unread } = decodePage(page)
      assert.equal(unread, 0)
      assert.deepEqual(
        messages.map(({ id, subject, date, body, inReplyTo }) => ({
          id,
          subject,
          date,
          body,
          inReplyTo,
        })),
        [
          {
            id: '<m1+@example.org>',
            subject: '[PATCH] flow: lock',
            date: '2020-08-03T07:01:00Z',
            body: 'Lock it.\n',
            inReplyTo: [],
          },
          {
            id: '<m2+@example.org>',
            subject: 'Re: [PATCH] flow: lock',
            date: '2020-08-03T07:02:00Z',
            body: BODY,
            inReplyTo: ['<m1+@example.org>'],
          },
        ],
      )
    })
  }

  test('HyperKitty, a thread', () => {
    const mail = (name: string, minute: number, id: string): string =>
      `<div class="email-header"><div class="email-author"><h2 class="name">${name}</h2></div><span title="Sender's time: Aug. 3, 2020 7:0${minute} a.m.">x</span></div><div class="email-body"><p>I am ${name}.</p></div><div class="email-info"><a href="mailto:x@example.org?Subject=x&amp;In-Reply-To=%3C${id}%40example.org%3E">Reply</a></div>`
    const page = `<!DOCTYPE html><html><body><h1>flow: lock</h1>${mail('Tova', 1, 'a')}${mail('Bram', 2, 'b')}</body></html>`
    assert.deepEqual(
      decodePage(page).messages.map(({ id, from, references }) => [id, from.name, references]),
      [
        ['<a@example.org>', 'Tova', []],
        ['<b@example.org>', 'Bram', ['<a@example.org>']],
      ],
    )
  })
})

describe('what an archive adds is no part of a mail', () => {
  const page = (name: string, marks: readonly [RegExp | string, string]): string =>
    (PAGES[name] ?? '').replace(...marks)
  const cases: Readonly<Record<string, string>> = {
    'public-inbox: attachments': page('public-inbox', [
      'Why?\n',
      'Why?\n\n[-- Attachment #2: signature.asc --]\n[-- Type: application/pgp-signature, Size: 833 bytes --]\n',
    ]),
    'openwall: attachments': page('openwall', [
      'Why?\n',
      'Why?\n\nView attachment "<a>x.patch</a>" of type "text/x-diff" (123 bytes)\n',
    ]),
    'hypermail: when it was received': page('hypermail', [
      '</pre>',
      '</pre>\n<span id="received"><dfn>Received on</dfn> Tue</span>',
    ]),
    'MHonArc: attachments': page('MHonArc, a list', [
      '</pre>',
      '</pre>\n<p><strong>Attachment: <a><tt>x.asc</tt></a></strong><br>\n<em>Description:</em> x</p>',
    ]),
    'marc.info: attachments': page('marc.info', [
      'Why?\n',
      'Why?\n\n["signature.asc" (application/pgp-signature)]\n\n',
    ]),
    'mail-archive: what follows': page('mail-archive', [
      '<!--X-Body-of-Message-End-->',
      '</div><div class="msgButtons">Previous message</div>',
    ]),
  }
  for (const [name, text] of Object.entries(cases))
    test(name, () => assert.equal(decodePage(text).messages[0].body.trimEnd(), BODY.trimEnd()))
})

describe('who sent it', () => {
  const senderOn = (name: string, ...marks: [string, string]): string | null | undefined =>
    decodePage((PAGES[name] ?? '').replace(...marks)).messages[0].from.address

  test('hypermail that hides addresses', () => {
    assert.equal(
      senderOn('hypermail', 'tova@example.org', 'tova_at_example.org'),
      'tova@example.org',
    )
    assert.equal(senderOn('hypermail', 'tova@example.org', 'tova_at_[hidden]'), null)
  })
  test('pipermail in another language', () =>
    assert.equal(senderOn('pipermail', 'tova at example', 'tova à example'), 'tova@example.org'))
  test('is never the list', () => {
    const page = (PAGES.pipermail ?? '')
      .replace('<B>Tova Lindqvist', '<B>Tova Lindqvist via Valves')
      .replace('tova at example.org', 'valves at lists.example.org')
    assert.deepEqual(decodePage(page).messages[0].from, { name: 'Tova Lindqvist', address: null })
  })
})

describe('a page that cannot be read is refused', () => {
  test('a page without sender, date and subject', () =>
    assert.throws(() => decodePage('<html><body><p>Hello.</p></body></html>'), /no mail/))
  test('a list of mails', () =>
    assert.throws(
      () =>
        decodePage(
          '<html><pre>Results 1-2 of ~2\n<a href="m1@example.org/">[PATCH] flow</a>\n- by Tova @ 2020-08-03 7:03 UTC [100%]</pre></html>',
        ),
      /no mail/,
    ))
})
