// A sheet more in a workbook that others wrote: its part, and the three places where a workbook lists its sheets. Texts in, texts out.
import { type Sheet, sheetXml } from '../workbook/xlsx-sheet.ts'
import { sheetName, xmlText } from '../workbook/xlsx-text.ts'

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'

/** Adds a sheet. Its styles are those of a new workbook, so it is written without any. */
export function addSheetPart(
  sheet: Sheet,
  textOf: (part: string) => string,
  isTaken: (part: string) => boolean,
  write: (part: string, text: string) => void,
): void {
  let number = 1
  while (isTaken(`xl/worksheets/sheet${number}.xml`)) number++
  const part = `xl/worksheets/sheet${number}.xml`
  const relations = textOf('xl/_rels/workbook.xml.rels')
  let id = 1
  while (relations.includes(`"rId${id}"`)) id++
  const workbook = textOf('xl/workbook.xml')
  const numbers = [...workbook.matchAll(/sheetId="(\d+)"/g)].map(([, one]) => Number(one))
  const names = new Set(
    [...workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*\bname="([^"]*)"/g)].map(([, name]) => name!.toLowerCase()),
  )
  let name = sheetName(sheet.name)
  for (let again = 2; names.has(xmlText(name).toLowerCase()); again++)
    name = `${sheetName(sheet.name).slice(0, 26)} ${again}`
  const hidden = sheet.isHidden === true ? ' state="hidden"' : ''
  const entry = `sheet xmlns:lcr="${RELATIONS}" name="${xmlText(name)}" sheetId="${Math.max(0, ...numbers) + 1}"${hidden} lcr:id="rId${id}"/>`
  write(
    part,
    [...sheetXml(sheet, false)]
      .join('')
      .replace(/ s="\d+"/g, '')
      .replace(/<conditionalFormatting[\s\S]*?<\/conditionalFormatting>/g, ''),
  )
  write(
    'xl/workbook.xml',
    workbook.replace(/<\/((?:\w+:)?)sheets>/, (end, prefix: string) => `<${prefix}${entry}${end}`),
  )
  write(
    'xl/_rels/workbook.xml.rels',
    relations.replace(
      /<\/((?:\w+:)?)Relationships>/,
      (end, prefix: string) =>
        `<${prefix}Relationship Id="rId${id}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>${end}`,
    ),
  )
  write(
    '[Content_Types].xml',
    textOf('[Content_Types].xml').replace(
      /<\/((?:\w+:)?)Types>/,
      (end, prefix: string) => `<${prefix}Override PartName="/${part}" ContentType="${SHEET_TYPE}"/>${end}`,
    ),
  )
}
