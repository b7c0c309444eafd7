import { expect, test } from '@playwright/test'

const characters = '携手合作黑龙江内蒙古，第8次会议签约12亿元。'

test('Chinese text draws ink, each character its own, in the fonts of the machine', async ({ page }) => {
  const drawings = await page.evaluate((text) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 64
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    if (!pen) return []
    return Array.from(text, (character) => {
      pen.clearRect(0, 0, 64, 64)
      pen.font = '48px sans-serif'
      pen.fillText(character, 8, 50)
      const { data } = pen.getImageData(0, 0, 64, 64)
      return data.filter((_, index) => index % 4 === 3).reduce((row, alpha) => row + (alpha > 127 ? '#' : ' '), '')
    })
  }, characters)
  // A font that lacks a character draws nothing, or the same box for each.
  expect(drawings.every((drawing) => drawing.includes('#'))).toBe(true)
  expect(new Set(drawings).size).toBe(characters.length)
})
