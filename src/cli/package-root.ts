// Where the package lies. This file stays directly in a folder two levels below it, in src/cli/ and in the bundle dist/cli/ alike,
// and is the only one of the command line that goes by its own place.

/** The package's folder, with a slash at the end. */
export const PACKAGE_ROOT = new URL('../../', import.meta.url)
