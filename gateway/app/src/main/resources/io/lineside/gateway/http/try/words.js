// What the page itself says. What products say comes from the gateway in the same language.
const WORDS = {
  en: { options: 'Options', packaging: 'Packaging', delivery: 'Delivery', service: 'Service', quantity: 'Pieces',
    order: 'Place the order', feasible: 'Can be made', infeasible: 'Can not be made like this', instead: 'Instead, nearest first',
    leave: 'leave out', none: 'none', checking: 'Checking…', placed: 'Order accepted', failed: 'Not accepted', again: 'The gateway does not answer',
    follow: 'Follow it', personal: 'personal', url: 'https URL', sha256: 'SHA-256 (hex)', mediaType: 'Media type', size: 'Size in bytes',
    chosen: 'Choose', warnings: 'Good to know', set: 'set' },
  zh: { options: '选项', packaging: '包装', delivery: '交付', service: '服务', quantity: '件数',
    order: '下单', feasible: '可以制造', infeasible: '无法这样制造', instead: '可改为（最接近的在前）',
    leave: '不选', none: '无', checking: '检查中…', placed: '订单已接受', failed: '未接受', again: '网关没有应答',
    follow: '查看订单', personal: '个人信息', url: 'https 地址', sha256: 'SHA-256（十六进制）', mediaType: '媒体类型', size: '字节数',
    chosen: '请选择', warnings: '请注意', set: '设定' },
};

export function words(language) {
  return WORDS[language] ?? WORDS.en;
}
