// What a rule pack may look like, as a JSON Schema. data/standards/pack.schema.json is the same, for editors; a test compares.

const ID = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$', maxLength: 80 }
const WORD = { type: 'string', minLength: 1, maxLength: 200 }
const TEXT = { type: 'string', maxLength: 2000 }
const MARK = { enum: ['V-P', 'V-S', 'U-H', 'U-M', 'own'] }
const CATEGORIES = { type: 'array', items: ID, minItems: 1, maxItems: 100, uniqueItems: true }
const SQUARE_METRES = { type: 'number', exclusiveMinimum: 0, maximum: 100_000_000 }
const SIZES = {
  minFloorSquareMetres: SQUARE_METRES,
  minLandSquareMetres: SQUARE_METRES,
  maxLandSquareMetres: SQUARE_METRES,
  minCapacity: { type: 'number', exclusiveMinimum: 0, maximum: 1_000_000 },
  sizeMustBeKnown: { type: 'boolean', description: 'A facility whose size is not known does not count.' },
}
const LIMITS = {
  limitMinutes: { type: 'number', exclusiveMinimum: 0, maximum: 120 },
  limitMetres: { type: 'number', exclusiveMinimum: 0, maximum: 20_000 },
}
const NAMES = { id: ID, nameZh: WORD, nameEn: WORD }
const PROVENANCE = {
  clause: TEXT,
  clauseZh: { ...TEXT, description: 'The clause as Chinese documents name it: 附录B 表B.0.1.' },
  sources: { type: 'array', items: ID, maxItems: 20 },
  marks: {
    type: 'object',
    description: 'How the parts of the rule are known: that it must exist, how far, how large.',
    properties: { presence: MARK, limit: MARK, size: MARK },
    additionalProperties: false,
  },
  mark: { ...MARK, description: 'The weakest of marks.' },
  verified: { type: 'boolean', description: 'True for V-P and V-S.' },
  note: TEXT,
  noteZh: TEXT,
}

/** JSON Schema (2020-12, the part that {@link schemaProblems} knows) of a rule pack. */
export const PACK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'living-circle rule pack',
  type: 'object',
  required: ['id', 'rules'],
  additionalProperties: false,
  properties: {
    $schema: TEXT,
    id: ID,
    version: WORD,
    nameZh: WORD,
    nameEn: WORD,
    issuer: TEXT,
    issuerZh: TEXT,
    note: TEXT,
    noteZh: TEXT,
    optionalDuty: {
      enum: ['advised', 'as-needed'],
      description: 'What a rule means that is not mandatory (△): 宜配建, or 按需配建. Default advised.',
    },
    extends: { ...ID, description: 'Id of a pack whose rules are taken over; rules of the same id are changed.' },
    remove: { type: 'array', items: ID, maxItems: 500, description: 'Ids of rules that are not taken over.' },
    sources: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['id', 'title'],
        additionalProperties: false,
        properties: { id: ID, title: WORD, titleZh: WORD },
      },
    },
    rules: { type: 'array', maxItems: 500, items: { $ref: '#/$defs/rule' } },
    adequacy: { type: 'array', maxItems: 200, items: { $ref: '#/$defs/adequacy' } },
    notJudged: {
      type: 'array',
      maxItems: 200,
      items: {
        type: 'object',
        required: ['id', 'reason'],
        additionalProperties: false,
        properties: { ...NAMES, reason: TEXT, reasonZh: TEXT },
      },
    },
  },
  $defs: {
    rule: {
      type: 'object',
      description: 'A duty. A rule that changes one of the extended pack needs its id and what changes.',
      required: ['id'],
      additionalProperties: false,
      properties: {
        ...NAMES,
        level: { enum: ['15', '10', '5', 'block', 'none'] },
        categories: CATEGORIES,
        aliases: {
          type: 'array',
          items: WORD,
          maxItems: 100,
          uniqueItems: true,
          description:
            'Words of tables whose places count, too: those of a known kind, or words of the rule’s own for its first kind.',
        },
        basis: { enum: ['time', 'distance', 'straight-line'] },
        ...LIMITS,
        ...SIZES,
        alternatives: { type: 'array', maxItems: 20, items: { $ref: '#/$defs/route' } },
        minFacilities: { type: 'integer', minimum: 1, maximum: 50 },
        minKinds: { type: 'integer', minimum: 1, maximum: 50 },
        mandatory: { type: 'boolean' },
        populationGroup: ID,
        printedAsRadius: { type: 'boolean' },
        ...PROVENANCE,
      },
    },
    route: {
      type: 'object',
      description: 'Another way to satisfy the rule, by the same basis.',
      additionalProperties: false,
      properties: { categories: CATEGORIES, ...LIMITS, ...SIZES },
    },
    adequacy: {
      type: 'object',
      required: ['id', 'categories', 'measure', 'minPerThousand'],
      additionalProperties: false,
      properties: {
        ...NAMES,
        categories: CATEGORIES,
        measure: { enum: ['facilities', 'capacity', 'floor_m2', 'land_m2'] },
        minPerThousand: { type: 'number', exclusiveMinimum: 0, maximum: 10_000_000 },
        minLandSquareMetres: SQUARE_METRES,
        maxLandSquareMetres: SQUARE_METRES,
        populationGroup: ID,
        ...PROVENANCE,
      },
    },
  },
} as const
