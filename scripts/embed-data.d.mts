export function embeddedModules(root: string): { path: string; text: string }[]
export function embedData(root: string): void
