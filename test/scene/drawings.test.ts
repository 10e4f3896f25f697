import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { drawScene } from './draw-scene.ts'
import { allScenes } from './scenes.ts'

const folder = new URL('./drawings/', import.meta.url)
const rewrite = process.env.REGEN === '1'

describe('drawings of scenes', () => {
  for (const [name, scene] of allScenes()) {
    it(`${name}.svg is what the scene draws (REGEN=1 rewrites)`, () => {
      const file = new URL(`${name}.svg`, folder)
      const drawn = drawScene(scene)
      if (rewrite) writeFileSync(file, drawn)
      expect(existsSync(file), `${name}.svg is missing`).toBe(true)
      expect(readFileSync(file, 'utf8')).toBe(drawn)
    })
  }

  it('has no drawing without a scene', () => {
    const drawings = readdirSync(folder).filter((name) => name.endsWith('.svg'))
    expect(drawings.sort()).toEqual([...allScenes().keys()].map((name) => `${name}.svg`).sort())
  })
})
