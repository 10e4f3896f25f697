// Small signs for kinds of facility, drawn for this project: one per theme, some for single kinds. Lines in a box of 24 by 24.

const THEMES: Readonly<Record<string, string>> = {
  elderly: 'M11 6.2a2.2 2.2 0 1 0-.1 0zM11 9v6l-3 6M11 15l3 6M11 10.5l5 2.5v8',
  children: 'M12 21a9 9 0 1 0-.1 0zM9 10v1M15 10v1M8.5 14.5c2 2.6 5 2.6 7 0',
  education: 'M2 9.5l10-5 10 5-10 5zM6 12v5c3.5 2.6 8.5 2.6 12 0v-5',
  health: 'M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5z',
  food: 'M3 11h18a9 9 0 0 1-18 0zM7 21h10M9 8c0-2 2-2 2-4M14 8c0-2 2-2 2-4',
  shopping: 'M5 8h14l1 13H4zM9 11V6.5a3 3 0 0 1 6 0V11',
  culture: 'M12 6.5c-3-2-6-2-9-1V19c3-1 6-1 9 1 3-2 6-2 9-1V5.5c-3-1-6-1-9 1zM12 6.5V20',
  sport: 'M12 21a9 9 0 1 0-.1 0zM3 12h18M12 3v18M5.5 6c4 3.5 4 8.5 0 12M18.5 6c-4 3.5-4 8.5 0 12',
  green: 'M12 22v-6M12 3l5 6.5h-2.5L19 16H5l4.5-6.5H7z',
  services: 'M4 21V10l8-6 8 6v11zM9.5 21v-7h5v7',
  mobility: 'M6 4h12a1 1 0 0 1 1 1v13H5V5a1 1 0 0 1 1-1zM5 12h14M8 18v3M16 18v3M8 15h1M15 15h1',
  safety: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-4.5',
}

const KINDS: Readonly<Record<string, string>> = {
  pharmacy:
    'M7 21a4.5 4.5 0 0 1-3.2-7.7l9.5-9.5a4.5 4.5 0 0 1 6.400 6.400l-9.5 9.5A4.5 4.5 0 0 1 7 21zM8.5 8.5l6.5 6.5',
  bank: 'M3 9l9-5 9 5zM5 12v6M10 12v6M14 12v6M19 12v6M3 21h18',
  atm: 'M3 7h18v11H3zM12 15a2.5 2.5 0 1 0-.1 0zM6 10v5M18 10v5',
  toilets: 'M8 6.2a1.7 1.7 0 1 0-.1 0zM8 8v6M6.5 21v-7h3v7M16 6.2a1.7 1.7 0 1 0-.1 0zM16 8l-2.5 7h5zM15 15v6M17 15v6',
  post_office: 'M3 6h18v13H3zM3 7l9 7 9-7',
  parcel: 'M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9',
  rail_station:
    'M7 3h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM5 11h14M12 3v8M8 17l-2 4M16 17l2 4',
  bike_parking: 'M6 19.5a3.5 3.5 0 1 0-.1 0zM18 19.5a3.5 3.5 0 1 0-.1 0zM6 16l4-8h6l2 8M10 8l4 8H6M9 6h3',
  car_parking: 'M4 4h16v16H4zM9.5 17V7h4a3 3 0 0 1 0 6h-4',
  charging: 'M13 2L5 13h6l-1 9 9-12h-6z',
  ebike_charging: 'M13 2L5 13h6l-1 9 9-12h-6z',
  community_canteen: 'M7 3v7a2 2 0 0 0 2 0V3M8 11v10M5 3v5a3 3 0 0 0 6 0V3M17 3c-3 2-3 8 0 9v9',
  eating: 'M7 3v7a2 2 0 0 0 2 0V3M8 11v10M5 3v5a3 3 0 0 0 6 0V3M17 3c-3 2-3 8 0 9v9',
  cafe: 'M4 8h13v6a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM17 10h2a2 2 0 0 1 0 5h-2M8 5V3M12 5V3',
  wet_market: 'M3 10h18l-2 10H5zM8 10l3-6M16 10l-3-6M9 13v4M12 13v4M15 13v4',
  library: 'M4 4h4v16H4zM8 4h4v16H8zM13 5l4-1 4 15-4 1z',
  fire: 'M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3-1-5 1-9z',
  police: 'M12 3l2.5 5.5 6 .6-4.5 4 1.300 5.900L12 16l-5.300 3 1.300-5.900-4.5-4 6-.6z',
}

const OTHER = 'M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 12.2a2.2 2.2 0 1 0-.1 0z'

/** Path data of a category's sign: its own, its theme's, or a pin. */
export function glyphPath(category: string, theme: string): string {
  if (Object.hasOwn(KINDS, category)) return KINDS[category]!
  return Object.hasOwn(THEMES, theme) ? THEMES[theme]! : OTHER
}

/** A sign in a filled circle, centred. */
export function glyphBadge(
  category: string,
  theme: string,
  x: number,
  y: number,
  radius: number,
  fill: string,
): string {
  const scale = Math.round(((radius * 1.2) / 24) * 1000) / 1000
  const left = Math.round((x - 12 * scale) * 10) / 10
  const top = Math.round((y - 12 * scale) * 10) / 10
  return (
    `<circle cx="${Math.round(x)}" cy="${Math.round(y)}" r="${radius}" fill="${fill}" stroke="#fff" stroke-width="${Math.round(radius / 8)}"/>` +
    `<path transform="translate(${left} ${top}) scale(${scale})" d="${glyphPath(category, theme)}" fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`
  )
}
