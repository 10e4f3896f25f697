export function pagesWithTables(root: string): Promise<{ path: string; text: string }[]>
export function writeDocTables(root: string): Promise<void>
