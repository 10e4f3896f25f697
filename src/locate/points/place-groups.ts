// Groups of places as columns: what joining places gives. Types only.

/** Groups of places: members of group g are `member[offset[g] … offset[g+1])`, ascending; groups in order of their first member. */
export interface PlaceGroups {
  readonly count: number
  readonly offset: Uint32Array
  readonly member: Uint32Array
}
