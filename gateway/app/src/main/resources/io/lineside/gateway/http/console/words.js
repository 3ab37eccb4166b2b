// What the console itself says. What lines and the ledger say comes from the gateway as it is.
const WORDS = {
  en: { plant: 'Plant', orders: 'Orders', desk: 'Needs a hand', system: 'System', live: 'live', away: 'The gateway does not answer',
    connected: 'connected', notConnected: 'not connected', idle: 'idle', working: 'working', ready: 'ready', waiting: 'waits for a person',
    overdue: 'overdue', pace: 'good pieces in {n} min', contact: 'last contact', never: 'never', certificate: 'certificate ends in', s: 's', min: 'min', h: 'h', d: 'days',
    lines: 'lines connected', open: 'open orders', takes: 'Orders are taken', more1: '{n} more to know', closed: 'No orders are taken: the disk is nearly full', nothing: 'Nothing waits for a person.',
    search: 'Order or platform number begins with', state: 'State', any: 'any', find: 'Find', more: 'More', order: 'Order', number: 'Platform number',
    pieces: 'Pieces', accepted: 'Accepted', changed: 'Changed', none: 'None found.', item: 'Item', operation: 'Operation', line: 'Line', good: 'Good', scrap: 'Scrap',
    reason: 'Reason', progress: 'Progress', story: 'The whole story', timeline: 'What happened', job: 'Job', since: 'since', evidence: 'Evidence', decide: 'Decide',
    decision: 'Decision', by: 'Your name', why: 'Why', confirmed: 'I have looked at the machine', to: 'To line', made: 'made', 'not-made': 'not made: make it again',
    move: 'make it elsewhere', retry: 'try again', cancel: 'cancel', decided: 'Decided: the job is now', atTheLine: 'At the line', refusals: 'Refused by', dead: 'Reports that could not be kept',
    routes: 'The way of an order', passed: 'passed', failed: 'failed', inFlight: 'on the way', links: 'Lines', store: 'Store', free: 'Free on its disk', backup: 'Last backup', detail: 'Detail',
    warnings: 'Warnings', site: 'Site files', inForce: 'In force since', refusedSite: 'Newer files are refused since', bytes: 'MB',
    webhooks: 'Webhooks that need a look', late: 'orders late',
    token: 'Token', needsToken: 'This gateway asks who you are.', wrongToken: 'This token is not known.', enter: 'Enter' },
  zh: { plant: '车间', orders: '订单', desk: '需要人工', system: '系统', live: '实时', away: '网关没有应答',
    connected: '已连接', notConnected: '未连接', idle: '空闲', working: '生产中', ready: '待发送', waiting: '等待人工',
    overdue: '超时', pace: '{n} 分钟良品数', contact: '最后联系', never: '从未', certificate: '证书剩余', s: '秒', min: '分', h: '小时', d: '天',
    lines: '已连接产线', open: '未完成订单', takes: '接受订单', more1: '另有 {n} 条提示', closed: '磁盘将满，不接受订单', nothing: '没有需要人工处理的事项。',
    search: '订单号或平台号开头', state: '状态', any: '全部', find: '查找', more: '更多', order: '订单', number: '平台号',
    pieces: '件数', accepted: '接受时间', changed: '更新时间', none: '没有找到。', item: '项', operation: '工序', line: '产线', good: '良品', scrap: '废品',
    reason: '原因', progress: '进度', story: '完整经过', timeline: '发生了什么', job: '工单', since: '自', evidence: '证据', decide: '决定',
    decision: '决定', by: '姓名', why: '理由', confirmed: '我已查看机器', to: '改到产线', made: '已做', 'not-made': '没做：重做',
    move: '换产线做', retry: '重试', cancel: '取消', decided: '已决定，工单现在为', atTheLine: '在产线', refusals: '拒绝的产线', dead: '无法保存的报告',
    routes: '订单的路径', passed: '通过', failed: '失败', inFlight: '途中', links: '产线', store: '存储', free: '磁盘剩余', backup: '上次备份', detail: '说明',
    warnings: '警告', site: '站点文件', inForce: '生效时间', refusedSite: '新文件被拒绝，自', bytes: 'MB',
    webhooks: '需要查看的 Webhook', late: '个订单延迟',
    token: '令牌', needsToken: '此网关需要确认您的身份。', wrongToken: '此令牌未知。', enter: '进入' },
};

export function words(language) {
  return WORDS[language] ?? WORDS.en;
}
