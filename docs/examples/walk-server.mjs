// A small server over one town, on this computer only: plain node:http, one process, everything in memory. An example to start from.
//
//   npm install living-circle
//   node walk-server.mjs town.osm.pbf facilities.csv 8080
//
//   GET    /nearest?at=14.5146,35.8978&category=clinic&count=3&minutes=15
//   GET    /count?at=14.5146,35.8978
//   GET    /route?from=14.5146,35.8978&to=14.51,35.9        (or to=id of a facility)
//   GET    /isochrone?at=14.5146,35.8978&minutes=5,10,15    GeoJSON, as maps take it
//   POST   /facilities  {"id","category","entrances":[[lon,lat]]}
//   PATCH  /facilities/ID  {"entrances":[[lon,lat]]}
//   DELETE /facilities/ID
//
// Answers carry the revision that they were made of, and the credit of the streets. Whoever may reach it may change it: put it behind your own door.
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import { createWalkService, isLivingCircleError, loadArea, loadFacilities, toIsochroneGeoJson } from 'living-circle'
import { openFile } from 'living-circle/node'

/** Longer bodies are no facility. */
const MOST_BYTES = 100_000

const position = (text) => (text ?? '').split(',').map(Number)
const number = (text) => (text === null ? undefined : Number(text))

/** What each path answers. */
const answers = {
  'GET /nearest': (service, { query }) =>
    service.nearest(position(query.get('at')), {
      category: query.get('category') ?? undefined,
      count: number(query.get('count')),
      minutes: number(query.get('minutes')),
      metres: number(query.get('metres')),
    }),
  'GET /count': (service, { query }) =>
    service.count(position(query.get('at')), { category: query.get('category') ?? undefined }),
  'GET /route': (service, { query }) => {
    const to = query.get('to') ?? ''
    return service.route(position(query.get('from')), service.has(to) ? to : position(to))
  },
  'GET /isochrone': (service, { query }) => {
    const minutes = query.get('minutes')?.split(',').map(Number)
    return toIsochroneGeoJson([service.isochrone(position(query.get('at')), minutes === undefined ? {} : { minutes })])
  },
  'POST /facilities': (service, { body }) => service.add(body),
  'PATCH /facilities/:id': (service, { id, body }) => service.move(id, body?.entrances),
  'DELETE /facilities/:id': (service, { id }) => service.close(id),
}

async function bodyOf(request) {
  const parts = []
  let bytes = 0
  for await (const part of request) {
    bytes += part.length
    if (bytes > MOST_BYTES) throw new RangeError('The body is too large.')
    parts.push(part)
  }
  return parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString('utf8'))
}

/** A server over a service; it listens when it is told to. */
export function walkServer(service) {
  const credit = service.licence.attribution
  return createServer(async (request, response) => {
    const send = (status, value) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify(value))
    }
    try {
      const url = new URL(request.url, 'http://localhost')
      const [, room, id] = url.pathname.split('/')
      const answer = answers[`${request.method} /${room}${id === undefined ? '' : '/:id'}`]
      if (answer === undefined) return send(404, { error: 'There is no such path.' })
      const body = await bodyOf(request)
      const value = answer(service, { query: url.searchParams, id: decodeURIComponent(id ?? ''), body })
      send(200, { ...value, revision: service.revision, credit })
    } catch (error) {
      // What was asked wrongly is told; what went wrong here is not.
      if (isLivingCircleError(error)) send(400, { error: error.message, hint: error.hint })
      else if (error instanceof SyntaxError || error instanceof URIError) send(400, { error: 'That is no JSON, or no address.' })
      else if (error instanceof RangeError) send(413, { error: error.message })
      else send(500, { error: 'Something went wrong.' })
    }
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [extract, table, port = '8080'] = process.argv.slice(2)
  const area = await loadArea(await openFile(extract))
  const facilities = await loadFacilities(area, table === undefined ? {} : { files: [await openFile(table)] })
  const server = walkServer(await createWalkService(area, facilities))
  server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/nearest?at=`))
  process.once('SIGINT', () => server.close())
}
