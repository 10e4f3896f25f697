export function pageScriptModule(root: string): { path: string; text: string }
export function embedPageScripts(root: string): void
