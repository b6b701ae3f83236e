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
      const mail = decodePage(page)
      assert.deepEqual(
        [mail.from.name, mail.subject, mail.date, mail.body.trimEnd()],
        ['Tova Lindqvist', 'Re: [PATCH] flow: lock', '2020-08-03T07:03:00Z', BODY.trimEnd()],
      )
      if (page.includes('one@') || page.includes('one%40') || page.includes('one ()'))
        assert.equal(mail.id, '<one@example.org>')
    })
  }
})

describe('a page that cannot be read is refused', () => {
  test('a whole thread, with the remedy', () =>
    assert.throws(
      () =>
        decodePage(
          '<html><pre><b>x</b>\nFrom: Tova @ 2020-08-03  7:03 UTC (<a>raw</a>)\n\nOne.\n</pre></html>',
        ),
      /t\.mbox\.gz/,
    ))
  test('a page without sender, date and subject', () =>
    assert.throws(() => decodePage('<html><body><p>Hello.</p></body></html>'), /no mail/))
})
