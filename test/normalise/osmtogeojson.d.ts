// The part of osmtogeojson, the yardstick of our own rings, that tests call; the package brings no types.
declare module 'osmtogeojson' {
  interface MemberElement {
    readonly type: 'node' | 'way' | 'relation'
    readonly id: number
    readonly lon?: number
    readonly lat?: number
    readonly nodes?: readonly number[]
    readonly members?: readonly { readonly type: 'way'; readonly ref: number; readonly role: string }[]
    readonly tags?: Readonly<Record<string, string>>
  }
  interface Options {
    readonly polygonFeatures?: (tags: unknown) => boolean
    readonly uninterestingTags?: (tags: unknown, ignore: unknown) => boolean
  }
  export default function osmtogeojson(
    data: { readonly elements: readonly MemberElement[] },
    options?: Options,
  ): import('geojson').FeatureCollection
}
