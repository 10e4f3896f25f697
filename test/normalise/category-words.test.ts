// Words of kinds in six languages, and suggestions that letters of other languages do not make.
import { describe, expect, it } from 'vitest'
import { resolveCategoryWord } from '../../src/normalise/categories/categories.ts'

describe('words of kinds', () => {
  it.each([
    ['Farmacia', 'pharmacy'],
    ['FARMÁCIAS', 'pharmacy'],
    ['Apotheke', 'pharmacy'],
    ['pharmacie', 'pharmacy'],
    ['藥房', 'pharmacy'],
    ['Polideportivo', 'sports_hall'],
    ['Guarderia', 'nursery'],
    ['Kita', 'nursery'],
    ['école maternelle', 'kindergarten'],
    ['幼兒園', 'kindergarten'],
    ['Grundschule', 'primary_school'],
    ['escola primária', 'primary_school'],
    ['Centro de Salud', 'health_centre'],
    ['posto de saúde', 'health_centre'],
    ['老年餐桌', 'community_canteen'],
    ['養老院', 'elderly_home'],
    ['Altersheim', 'elderly_home'],
    ['Supermarché', 'supermarket'],
    ['Spielplatz', 'playground'],
    ['parque', 'park'],
    ['公廁', 'toilets'],
    ['parada de autobús', 'bus_stop'],
    ['Geldautomat', 'atm'],
    ['Paketstation', 'parcel'],
    ['养老服务驿站', 'elderly_care_station'],
    ['养老照料中心', 'elderly_care_centre'],
  ])('%s is %s', (word, id) => {
    expect(resolveCategoryWord(word).category?.id).toBe(id)
  })

  it('suggests slips of the keyboard and words within, never what only shares letters', () => {
    expect(resolveCategoryWord('pharmcy').suggestions[0]).toBe('pharmacy')
    expect(resolveCategoryWord('bnak').suggestions[0]).toBe('bank')
    expect(resolveCategoryWord('Farmacia municipal').suggestions[0]).toBe('pharmacy')
    expect(resolveCategoryWord('民办幼儿园分园').suggestions[0]).toBe('kindergarten')
    for (const stranger of ['Ferretería', 'Tintorería', 'Zahnradfabrik', 'boucherie']) {
      expect([stranger, resolveCategoryWord(stranger).suggestions]).toEqual([stranger, []])
    }
  })
})
