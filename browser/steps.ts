/** What several browser tests do and ask in the same way. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What axe finds wrong on the page as it stands. */
export async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** Opens the cooperation of the article on the screen, for 霁原省. */
export async function openCooperation(page: Page): Promise<void> {
  const cooperation = page.getByRole('group', { name: '合作关系' })
  await cooperation.getByText('霁原省', { exact: true }).click()
  await cooperation.getByRole('button', { name: '开立合作关系' }).click()
  await expect(cooperation).toContainText('本篇记入')
}
