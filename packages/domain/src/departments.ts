/**
 * Which department 部门 most likely signs an agreement, told by what it is about. Only ever shown as a proposal: nothing
 * of it is written before a person takes it.
 */

/** By words of the subject, the department of a province; more telling words stand first. */
const DEPARTMENTS: readonly (readonly [subject: RegExp, department: string])[] = [
  [/农业|农村|乡村|种业/u, '农业农村厅'],
  [/粮食|储备/u, '粮食和物资储备局'],
  [/文化|旅游|文旅/u, '文化和旅游厅'],
  [/科技|科学|创新/u, '科学技术厅'],
  [/教育|职教|院校|高校/u, '教育厅'],
  [/人才|人力|就业|社保/u, '人力资源和社会保障厅'],
  [/干部|组织/u, '委组织部'],
  [/卫生|健康|医疗|医养/u, '卫生健康委员会'],
  [/药品|药械/u, '药品监督管理局'],
  [/交通|运输|公路|物流/u, '交通运输厅'],
  [/口岸|商务|经贸|开放|贸易|消费/u, '商务厅'],
  [/工业|信息化|产业|装备|汽车/u, '工业和信息化厅'],
  [/能源|电力/u, '能源局'],
  [/生态|环境|环保/u, '生态环境厅'],
  [/林业|草原|林草/u, '林业和草原局'],
  [/水利|水务/u, '水利厅'],
  [/金融/u, '地方金融管理局'],
  [/数字|数据|政务/u, '数据局'],
  [/市场监管|质量|标准|知识产权/u, '市场监督管理局'],
  [/体育|冰雪/u, '体育局'],
  [/民政|养老/u, '民政厅'],
  [/自然资源|国土|测绘/u, '自然资源厅'],
  [/住房|城乡|建设/u, '住房和城乡建设厅'],
  [/司法|法治/u, '司法厅'],
  [/财政/u, '财政厅'],
  [/发展改革|规划/u, '发展和改革委员会'],
]

/** The department of a region that an agreement of some name is likely between; null where nothing tells. */
export function departmentFor(agreement: string, region: string): string | null {
  const department = DEPARTMENTS.find(([subject]) => subject.test(agreement))?.[1]
  if (department === undefined) return null
  if (/省$|自治区$/u.test(region)) return `${region}${department}`
  // What is a 厅 of a province is a 局 of a city.
  return /[市州盟县区旗]$/u.test(region) ? `${region}${department.replace(/厅$/u, '局')}` : null
}

/** The government of a region; null for what is no region by its name. */
export function governmentOf(region: string): string | null {
  return /[省市县区州盟旗]$/u.test(region) ? `${region}人民政府` : null
}
