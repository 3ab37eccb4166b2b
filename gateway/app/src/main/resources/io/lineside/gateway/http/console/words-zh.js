// What the console itself says; what lines and the ledger say comes from the gateway as it is. JSON but for this frame.
export default {
  "says": {
    "plant": "车间", "board": "大屏看板", "orders": "订单", "desk": "需要人工", "links": "连接器", "webhooks": "Webhook", "system": "系统",
    "views": "视图", "language": "语言", "live": "实时", "away": "网关没有应答", "connected": "已连接", "notConnected": "未连接",
    "idle": "空闲", "working": "生产中", "ready": "待发送", "waiting": "等待人工", "overdue": "超时", "pace": "{n} 分钟良品数",
    "contact": "最后联系", "never": "从未", "now": "刚刚", "certificate": "证书剩余", "s": "秒", "min": "分", "h": "小时", "d": "天",
    "lines": "已连接产线", "open": "未完成订单", "care": "产线需要人工", "onlyCare": "仅显示需要人工的产线", "searchLine": "产线名包含",
    "page": "第 {n} / {m} 页", "found": "共 {n} 条", "before": "上一页", "after": "下一页", "pause": "停止翻页", "go": "自动翻页",
    "leaveBoard": "退出大屏", "workWaits": "工作等待", "takes": "接受订单", "more1": "另有 {n} 条提示", "closed": "磁盘将满，不接受订单",
    "nothing": "没有需要人工处理的事项。", "search": "订单号或平台号开头", "state": "状态", "any": "全部", "find": "查找", "newer": "较新",
    "older": "较旧", "order": "订单", "number": "平台号", "pieces": "件数", "accepted": "接受时间", "changed": "更新时间", "wanted": "要求时间",
    "none": "没有找到。", "item": "项", "operation": "工序", "line": "产线", "good": "良品", "scrap": "废品", "reason": "原因",
    "progress": "进度", "story": "完整经过", "timeline": "发生了什么", "earlier": "更早", "eachPiece": "逐件状态", "remade": "重做",
    "uncertain": "不确定：产线只报数量", "certain": "确定", "more": "更多", "job": "工单", "since": "自", "evidence": "证据", "decide": "决定",
    "decision": "决定", "by": "姓名", "why": "理由", "confirmed": "我已查看机器", "to": "改到产线", "made": "已做", "not-made": "没做：重做",
    "move": "换产线做", "retry": "重试", "cancel": "取消", "decided": "已决定，工单现在为", "atTheLine": "在产线", "refusals": "拒绝的产线",
    "dead": "无法保存的报告", "newStuck": "{n} 个工单在等待，显示前 {m} 个", "allLines": "所有产线",
    "protocol": "连接器", "commands": "已发命令", "refused": "被拒绝",
    "unanswered": "无应答", "reports": "收到报告", "unkept": "未保存", "reconnects": "重连次数", "failedAttempts": "失败尝试",
    "lastError": "最近错误", "byConnector": "按连接器", "byLine": "按产线", "doors": "入口", "door": "入口", "kind": "类型", "works": "正常",
    "troubled": "异常", "documents": "收到文件", "taken": "接受订单", "sent": "已发出", "noDoors": "除平台 API 外没有其他入口。", "folder": "文件夹",
    "report": "报告", "mqtt": "MQTT 主题", "kafka": "Kafka 主题", "routes": "订单的路径", "passed": "通过", "failed": "失败",
    "inFlight": "途中", "perSecond": "/秒", "platforms": "平台", "told": "通知", "theStore": "存储", "theLines": "产线", "ofLines": "{n} / {m} 已连接",
    "store": "存储", "free": "磁盘剩余", "backup": "上次备份", "detail": "说明", "warnings": "警告", "site": "配置", "inForce": "生效时间",
    "refusedSite": "新文件被拒绝，自", "MB": "MB", "holds": "{l} 条产线，{p} 个产品，{d} 个入口，{m} 个映射", "lastReload": "上次重新加载",
    "noReload": "网关启动以来文件没有变化。", "reload": "重新读取文件", "reloaded": "文件已生效。", "applied": "已生效", "unchanged": "没有变化",
    "refusedFiles": "被拒绝，未作任何更改", "leaving": "完成工作后离开", "changesSince": "启动以来 {n} 次生效，{m} 次被拒绝",
    "noWebhooks": "没有接收方：platforms.yaml 未配置 Webhook。", "backlog": "等待中", "late": "个订单延迟", "lastDelivered": "最近送达",
    "lastFailure": "最近失败", "nextAttempt": "下次尝试", "resume": "恢复", "replay": "重新发送", "replaySince": "自此时间起的全部",
    "test": "发送测试", "deliveries": "最近投递", "attempt": "次数", "outcome": "结果", "answer": "应答", "milliseconds": "毫秒",
    "event": "事件", "at": "时间", "done": "完成", "position": "位置", "tested": "测试", "active": "正常", "failing": "失败中",
    "stopped": "已停止", "Delivered": "已送达", "Failed": "失败", "GivenUp": "已放弃", "token": "令牌", "needsToken": "此网关需要确认您的身份。",
    "wrongToken": "此令牌未知。", "enter": "进入"
  },
  "states": {
    "Accepted": "已接受", "Released": "已下达", "InProgress": "进行中", "Held": "暂停", "Quarantined": "隔离", "Completed": "已完成",
    "PartiallyCompleted": "部分完成", "Cancelled": "已取消", "Failed": "失败", "Rejected": "已拒绝", "Queued": "排队", "Sending": "发送中",
    "InDoubt": "存疑", "Stored": "已存入产线", "Started": "已启动", "Running": "生产中", "Interrupted": "中断", "Ended": "已结束",
    "Aborted": "已中止", "Cancelling": "取消中", "Waiting": "等待", "Good": "良品", "Scrapped": "报废", "NotMade": "未做"
  },
  "events": {
    "OrderAccepted": "订单已接受", "JobPlanned": "工单已计划", "OrderReleased": "订单已下达", "JobSending": "工单发往产线",
    "JobAcceptedByLine": "产线接受工单", "JobNotDelivered": "工单未送达", "JobRefusedByLine": "产线拒绝工单", "JobInDoubt": "工单存疑",
    "JobDoubtSettled": "疑问已澄清", "JobRunning": "工单生产中", "JobProgressed": "工单进展", "JobInterrupted": "工单中断",
    "JobEnded": "工单结束", "JobAborted": "工单中止", "JobFailed": "工单失败", "JobCancelled": "工单取消", "JobHeld": "工单暂停",
    "JobRerouted": "工单改道", "JobQuarantined": "工单隔离", "JobDecided": "人工决定", "JobCleared": "产线已清除工单",
    "JobQuantityLowered": "数量减少", "JobResumed": "工单继续", "JobCancelAsked": "已请求产线取消", "OrderActed": "平台更改订单",
    "OrderErased": "个人数据已删除", "OrderRestored": "订单已恢复", "OrderStateChanged": "订单状态变化"
  }
};
