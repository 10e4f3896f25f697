// The example server: started as its page says, asked over the loopback, told wrong things.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('the example server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'walk-server-'))
  let server: ChildProcess
  let address = ''

  beforeAll(async () => {
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(root, join(folder, 'node_modules', 'living-circle'), 'dir')
    symlinkSync(join(root, 'docs/examples/walk-server.mjs'), join(folder, 'walk-server.mjs'))
    const town = (name: string) => join(root, 'data/sample-town', name)
    const options = ['--preserve-symlinks', '--preserve-symlinks-main', 'walk-server.mjs']
    server = spawn(process.execPath, [...options, town('town.osm'), town('facilities.csv'), '0'], { cwd: folder })
    address = await new Promise((resolve, reject) => {
      server.stdout!.on('data', (data) => resolve(/http:\/\/127\.0\.0\.1:\d+/.exec(String(data))![0]))
      server.stderr!.on('data', (data) => reject(new Error(String(data))))
    })
  }, 60_000)
  afterAll(() => {
    server?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = async (path: string, method = 'GET', body?: unknown) => {
    const response = await fetch(`${address}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, value: await response.json() }
  }

  it('answers and changes', async () => {
    const added = await ask('/facilities', 'POST', { id: 'new', category: 'tea_room', entrances: [[116.5, 39.5]] })
    expect(added).toMatchObject({ status: 200, value: { revision: 1 } })
    const { value: counts } = await ask('/count?at=0,0')
    expect(counts.link).toBe('outside')
    const moved = await ask('/facilities/new', 'PATCH', { entrances: [[116.6, 39.6]] })
    expect(moved.value.revision).toBe(2)
    expect((await ask('/facilities/new', 'DELETE')).value.revision).toBe(3)
    const wrong = await ask('/facilities/new', 'DELETE')
    expect([wrong.status, wrong.value.error]).toEqual([400, 'There is no facility "new" in the set.'])
  })

  it('tells walks, routes and isochrones with their credit', async () => {
    const home = '113.599512,34.803226'
    const { value } = await ask(`/nearest?at=${home}&count=2`)
    expect(value.link).toBe('linked')
    expect(value.walks).toHaveLength(2)
    const [{ facility, seconds }] = value.walks
    expect(seconds).toBeGreaterThan(0)
    const route = await ask(`/route?from=${home}&to=${facility.id}`)
    expect([route.value.status, route.value.seconds]).toEqual(['walk', seconds])
    const around = await ask(`/isochrone?at=${home}&minutes=5`)
    expect(around.value.features[0].geometry.coordinates.length).toBeGreaterThan(0)
    expect(around.value.credit).toMatch(/Invented sample data/)
    expect((await ask('/route?from=0,0&to=1,1')).value.status).toBe('unlinked')
  })

  it('refuses what is wrong, and says what', async () => {
    expect((await ask('/nearest')).status).toBe(400)
    expect((await ask('/nearest?at=0,0&category=clinc')).value.hint).toMatch(/clinic/)
    expect((await ask('/nearest?at=0,0&minutes=-1')).status).toBe(400)
    expect((await ask('/elsewhere')).status).toBe(404)
    expect((await fetch(`${address}/facilities`, { method: 'POST', body: '{' })).status).toBe(400)
    expect((await fetch(`${address}/facilities`, { method: 'POST', body: 'x'.repeat(200_000) })).status).toBe(413)
    expect((await fetch(`${address}/facilities`, { method: 'POST', body: 'null' })).status).toBe(400)
  })
})
