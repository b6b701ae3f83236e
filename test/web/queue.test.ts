import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Queue } from '../../src/web/queue.ts'

const task = (kind: string, name: string): { kind: string; name: string } => ({ kind, name })

describe('the queue of pages', () => {
  test('what is quickly done goes first, and nothing waits for ever', () => {
    const queue = new Queue<{ kind: string; name: string }>()
    queue.took('slow', 100)
    queue.took('quick', 5)
    queue.add(task('slow', 'a'), 0)
    queue.add(task('quick', 'b'), 10)
    queue.add(task('slow', 'c'), 20)
    queue.add(task('quick', 'd'), 790)
    const order = Array.from({ length: queue.size }, () => queue.next()?.name)
    assert.deepEqual(order, ['b', 'a', 'c', 'd'], 'd came when a should have been done')
    assert.equal(queue.next(), undefined)
  })

  test('tasks of one kind keep their order, and what they take is learned', () => {
    const queue = new Queue<{ kind: string; name: string }>()
    for (const name of ['a', 'b', 'c']) queue.add(task('x', name), 0)
    assert.deepEqual([queue.next()?.name, queue.next()?.name, queue.next()?.name], ['a', 'b', 'c'])
    for (let i = 0; i < 20; i++) queue.took('x', 1000)
    queue.add(task('x', 'now slow'), 0)
    queue.add(task('unknown', 'first'), 0)
    assert.equal(queue.next()?.name, 'first')
  })
})
