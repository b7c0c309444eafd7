import { expect, test } from 'vitest'
import { departmentFor, governmentOf } from './departments.ts'

test.each([
  ['农业农村合作协议', '霁原省', '霁原省农业农村厅'],
  ['文化旅游合作协议', '翎川省', '翎川省文化和旅游厅'],
  ['人才与干部交流合作协议', '翎川省', '翎川省人力资源和社会保障厅'],
  ['科技创新合作协议', '栖云市', '栖云市科学技术局'],
  ['卫生健康合作协议', '栖云市', '栖云市卫生健康委员会'],
  ['战略合作协议', '霁原省', null],
  ['农业农村合作协议', '栖云集团', null],
])('%s is signed in %s by %s', (name, region, department) => expect(departmentFor(name, region)).toBe(department))

test.each([
  ['霁原省', '霁原省人民政府'],
  ['栖云集团', null],
])('%s is governed by %s', (region, government) => expect(governmentOf(region)).toBe(government))
