// Compounds of a run in numbers: which are closed, what their gates open, what was not used. Plain data. It does not know how streets are
// cut.

/** Compounds, their gates, and the places where streets cross their outlines. */
export interface CompoundSummary {
  /** `ordinary`: private streets and compounds count as any others. */
  readonly privateStreets: 'residents' | 'ordinary'
  /** Outlines that are known, and those of them that are closed. */
  readonly known: number
  readonly closed: number
  /** Of the closed ones: gates on the list, and those of them that are open for somebody. */
  readonly gates: number
  readonly openGates: number
  /** Closed compounds of which no gate is known: all their crossings count as open. */
  readonly withoutGates: number
  /** Crossings of closed outlines by streets: open by a gate, a wall for want of one, open as no gate is known. */
  readonly gateCrossings: number
  readonly walls: number
  readonly unknownCrossings: number
  /** Open gates that open no crossing: no street crosses the outline near them. */
  readonly gatesWithoutCrossing: number
  /** Closed compounds that streets cross and that no gate opens. */
  readonly sealed: number
  /** Rows of the file of compounds that could not be used. */
  readonly rejectedOutlines: number
}
