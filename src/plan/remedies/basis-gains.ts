// What is lacking under one basis, with what steps and places would bring. Subjects in, gains ready to be asked out.
import type { Basis } from '../../foundation/units.ts'
import type { AccessStudy } from '../../study/access-study.ts'
import { type GainTerms, GateGains } from '../../study/gate-gains.ts'
import type { GapSubject } from './gap-subjects.ts'

/** The subjects of one basis. */
export interface BasisGains {
  readonly basis: Basis
  /** Place of each of its subjects in the whole list. */
  readonly subjects: readonly number[]
  /** The subject and route of each column. */
  readonly columns: readonly { readonly subject: GapSubject; readonly route: GapSubject['routes'][number] }[]
  readonly terms: GainTerms
  readonly known: GateGains
}

/** One for each basis that some subject has; subjects that one more walk cannot settle take no part. */
export function gainsByBasis(study: AccessStudy, subjects: readonly GapSubject[]): BasisGains[] {
  return (['time', 'distance'] as const).flatMap((basis) => {
    const own = subjects.flatMap((subject, at) => (subject.basis === basis && subject.isTried ? [at] : []))
    if (own.length === 0) return []
    const columns = own.flatMap((at) => subjects[at]!.routes.map((route) => ({ subject: subjects[at]!, route })))
    const terms: GainTerms = {
      columns: columns.map(({ subject, route }) => ({
        counts: route.counts,
        limit: route.limit,
        subject: own.findIndex((at) => subjects[at] === subject),
      })),
      subjects: own.map((at) => subjects[at]!),
      keepsOrigins: true,
    }
    return [{ basis, subjects: own, columns, terms, known: new GateGains(study, basis, terms) }]
  })
}
