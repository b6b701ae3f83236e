import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Mail } from '../../src/model/mail.ts'
import { portLines } from '../../src/versions/port.ts'
import { mailOf, patchBody, type FileParts } from '../support/patches.ts'

let count = 0

function patch(...files: readonly FileParts[]): Promise<Mail> {
  return mailOf({ id: `moves-${++count}`, body: patchBody(files) })
}

/** What became of the one line with this text: `changed: +b`. */
function ported(from: Mail, text: string, to: Mail): string {
  const line = from.lines.indexOf(text) + 1
  assert.ok(line > 0 && from.lines.lastIndexOf(text) === line - 1, `"${text}" stands once`)
  const { fate, place } = portLines(from, { line, endLine: line }, to)
  return place ? `${fate}: ${to.lines.slice(place.line - 1, place.endLine).join('; ')}` : fate
}

const PROBE = [
  ' static int pump_probe(struct device *dev)',
  ' {',
  '+\tstruct pump *pump = pump_alloc(dev);',
  '+',
  '+\tpump_set_flow(&pump->motor, PUMP_DEFAULT_FLOW);',
  '+\t/* the motor may run from before */',
  '+\tpump_stop_motor(&pump->motor);',
  '+\treturn pump_register(dev, pump);',
  ' }',
]
const APART = [
  '+static int pump_setup(struct motor *motor)',
  '+{',
  '+\tif (!motor)',
  '+\t\treturn -ENODEV;',
  '+\tpump_set_flow(motor, PUMP_DEFAULT_FLOW);',
  '+\t/* the motor may run from before */',
  '+\tpump_stop_motor(motor);',
  '+\treturn 0;',
  '+}',
  '+',
]
const STOP = '+\tpump_stop_motor(&pump->motor);'
const file = (lines: readonly string[], path = 'drivers/pump.c'): FileParts => ({ path, lines })

describe('lines that moved and were edited on the way', () => {
  test('are followed into the function that was taken apart', async () => {
    const from = await patch(file(PROBE))
    const to = await patch(
      file([
        ...APART,
        ...PROBE.slice(0, 3),
        '+\tlist_add_tail(&pump->entry, &pumps);',
        ...PROBE.slice(-2),
      ]),
    )
    assert.equal(ported(from, STOP, to), 'changed: +\tpump_stop_motor(motor);')
  })

  test('are not those that stood there before', async () => {
    const remove = ['+\tpump_stop_motor(motor);', '+\tpump_free(motor);']
    const from = await patch(file([...PROBE, ...remove]))
    const to = await patch(file([...PROBE.filter((line) => line !== STOP), ...remove]))
    assert.equal(ported(from, STOP, to), 'gone')
  })

  test('are none of two that are as like', async () => {
    const from = await patch(file(PROBE))
    const to = await patch(
      file([
        '+\tpump_stop_motor(&fan->motor);',
        '+\tint fans;',
        '+\tpump_stop_motor(&bilge->motor);',
        ...PROBE.filter((line) => line !== STOP),
      ]),
    )
    assert.equal(ported(from, STOP, to), 'gone')
  })

  test('stay where they are, where what is there is like them', async () => {
    const from = await patch(file(PROBE))
    const to = await patch(
      file([
        '+\tpump_stop_motor(&pump->engine);',
        '+\tint pumps;',
        ...PROBE.map((line) => (line === STOP ? '+\tpump_stop_motor(&pump->motor, NOW);' : line)),
      ]),
    )
    assert.equal(ported(from, STOP, to), 'changed: +\tpump_stop_motor(&pump->motor, NOW);')
  })
})

describe('a file that has another name in the next version', () => {
  const YAML = [
    '+$id: http://devices/kiln,pump.yaml',
    '+properties:',
    '+  compatible:',
    '+    const: kiln,pump-spi',
    '+  flow-millilitre:',
    '+    description: what runs through it in a minute',
    '+required: [compatible]',
  ]

  test('is followed by its lines', async () => {
    const from = await patch(file(YAML, 'bindings/kiln,pump-spi.yaml'))
    const renamed = YAML.map((line) => line.replace('kiln,pump-spi', 'kiln,pump'))
    const to = await patch(file(renamed, 'bindings/kiln,pump.yaml'))
    assert.equal(ported(from, '+    const: kiln,pump-spi', to), 'changed: +    const: kiln,pump')
    assert.equal(ported(from, '+  flow-millilitre:', to), 'unchanged: +  flow-millilitre:')
  })

  test('is not one that the patch had before, nor one that shares little', async () => {
    const other = file(YAML.slice(0, 6), 'bindings/kiln,fan.yaml')
    const from = await patch(file(YAML, 'bindings/kiln,pump.yaml'), other)
    assert.equal(ported(from, '+required: [compatible]', await patch(other)), 'gone')
    const little = [...YAML.slice(1, 3), '+valves: 1', '+bolts: 2', '+text: three', '+text: four']
    const to = await patch(file(little, 'bindings/kiln,valve.yaml'))
    assert.equal(ported(from, '+required: [compatible]', to), 'gone')
  })
})
