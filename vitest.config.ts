// Tests run on machines of any speed and language: a slow one must not fail them, and the command line speaks English unless asked.
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, env: { LC_ALL: 'C' } } })
