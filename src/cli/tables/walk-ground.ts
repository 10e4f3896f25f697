// The ground of an explained walk: what it climbs, what the map knows of wheels. It knows explanations, not how they were made.
import type { WalkExplanation, WalkProfile } from '../library.ts'
import type { Say } from '../words.ts'

/** What the walk climbs, and for whom steps are no way what is known of them. */
export function groundLines({ climb, stepFree }: WalkExplanation, profile: WalkProfile, say: Say): string[] {
  const lines: string[] = []
  const whole = (metres: number) => metres.toFixed(0)
  if (climb !== null) {
    const { upMetres, downMetres, unknownMetres } = climb
    lines.push(say('climb_is', { up: whole(upMetres), down: whole(downMetres) }))
    if (unknownMetres >= 0.5) lines.push(say('climb_unknown', { metres: whole(unknownMetres) }))
  }
  if (stepFree !== null && profile.stepsTimeFactor === null) {
    const { free, not, unknown } = stepFree
    lines.push(say('step_free_is', { free: whole(free), not: whole(not), unknown: whole(unknown) }))
  }
  return lines
}
