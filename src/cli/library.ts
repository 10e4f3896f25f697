// All that is public, as the command line sees it: our first outside user. Commands load it when they need it.
export * from '../node/index.ts'
export * from '../parts.ts'
