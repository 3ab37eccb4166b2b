BEGIN TRANSACTION;
CREATE TABLE dispatch (
    job_id         text   not null references job (id),
    attempt        bigint not null,
    state          text   not null
        check (state in ('Intent', 'Acked', 'Nacked', 'Unknown', 'ResolvedPresent', 'ResolvedAbsent')),
    line           text   not null,
    payload_sha256 text   not null,
    opened_at      bigint not null,
    changed_at     bigint, memory text,
    primary key (job_id, attempt)
);
INSERT INTO "dispatch" VALUES('o1-cut',1,'Acked','cut-1','cb82e5ff3b4429a59a0a8678ed650a64108591c4151a05dcdd48fff5670980ab',1772344800000,1772344800000,NULL);
INSERT INTO "dispatch" VALUES('o2-cut',1,'Unknown','cut-1','9146bb0f875b57ed3029a4e4b9520e5c0a7dc84d2c65f9991198edbdaef1d4fd',1772344800000,1772344800000,NULL);
INSERT INTO "dispatch" VALUES('o3-cut',1,'Acked','cut-1','ea28ab12e930ec9c2f77934ccd05ad2c706729ebc8eb976a57d381c95089203f',1772344800000,1772344800000,NULL);
CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
INSERT INTO "flyway_schema_history" VALUES(1,'1','orders jobs ledger','SQL','V1__orders_jobs_ledger.sql',-954148716,'','2026-11-28 03:41:12.021',49,1);
INSERT INTO "flyway_schema_history" VALUES(2,'2','report order','SQL','V2__report_order.sql',2119870989,'','2026-11-28 03:41:12.096',27,1);
INSERT INTO "flyway_schema_history" VALUES(3,'3','memory of the line','SQL','V3__memory_of_the_line.sql',-1594074412,'','2026-11-28 03:41:12.148',0,1);
INSERT INTO "flyway_schema_history" VALUES(4,'4','restored jobs','SQL','V4__restored_jobs.sql',-2047962053,'','2026-11-28 03:41:12.227',0,1);
CREATE TABLE idempotency_key (
    tenant          text not null,
    idempotency_key text not null,
    request_id      text not null references work_request (id),
    body_digest     text not null,
    primary key (tenant, idempotency_key)
);
INSERT INTO "idempotency_key" VALUES('acme','key-1','o1','230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5');
CREATE TABLE job (
    id             text   not null primary key,
    request_id     text   not null references work_request (id),
    plan_position  bigint not null,
    item           bigint not null,
    operation      text   not null,
    line           text   not null,
    last_operation bigint not null,
    priority       bigint not null,
    wanted_by      bigint not null,
    phase          text   not null,
    quantity       bigint not null,
    waits_for      bigint not null,
    attempt        bigint not null,
    good           bigint not null,
    scrap          bigint not null,
    reason         text   not null,
    cleared        bigint not null,
    queued_at      bigint not null,
    sent_at        bigint,
    started_at     bigint,
    ended_at       bigint
, report_sequence bigint, report_at bigint);
INSERT INTO "job" VALUES('o1-cut','o1',2,1,'cut','cut-1',0,0,9223372036854775807,'Ended',4,0,1,3,1,'',0,1772344800000,1772344800000,NULL,1772344800000,NULL,NULL);
INSERT INTO "job" VALUES('o1-glaze','o1',3,1,'glaze','glaze-1',1,0,9223372036854775807,'Queued',3,0,0,0,0,'',0,1772344800000,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('o2-cut','o2',6,1,'cut','cut-1',1,0,9223372036854775807,'InDoubt',4,0,1,0,0,'',0,1772344800000,1772344800000,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('o3-cut','o3',9,1,'cut','cut-1',1,0,9223372036854775807,'Running',4,0,1,1,0,'',0,1772344800000,1772344800000,1772344800000,NULL,NULL,NULL);
INSERT INTO "job" VALUES('o4-cut','o4',12,1,'cut','cut-1',1,0,9223372036854775807,'Queued',4,0,0,0,0,'',0,1772344800000,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE job_order (
    job_id         text not null primary key references job (id),
    payload        text not null,
    payload_sha256 text not null
);
INSERT INTO "job_order" VALUES('o1-cut','{"id":"o1-cut","workMasterId":"mug-v3","priority":0,"parameters":[{"id":"Depth","value":2.0},{"id":"Passes","value":2},{"id":"Text","value":"Ana & Zoë ☕"}],"materials":[{"use":"Produced","definition":"mug","quantity":"4","unit":"C62"}]}','cb82e5ff3b4429a59a0a8678ed650a64108591c4151a05dcdd48fff5670980ab');
INSERT INTO "job_order" VALUES('o1-glaze','{"id":"o1-glaze","workMasterId":"mug-v3","priority":0,"parameters":[{"id":"Depth","value":2.0},{"id":"Passes","value":2},{"id":"Text","value":"Ana & Zoë ☕"}],"materials":[{"use":"Produced","definition":"mug","quantity":"4","unit":"C62"}]}','f2778c39f12ae90a83c3dbb5f14eed781ccbe4a5e737e9245c0a2d56c096f42b');
INSERT INTO "job_order" VALUES('o2-cut','{"id":"o2-cut","workMasterId":"mug-v3","priority":0,"parameters":[{"id":"Depth","value":2.0},{"id":"Passes","value":2},{"id":"Text","value":"Ana & Zoë ☕"}],"materials":[{"use":"Produced","definition":"mug","quantity":"4","unit":"C62"}]}','9146bb0f875b57ed3029a4e4b9520e5c0a7dc84d2c65f9991198edbdaef1d4fd');
INSERT INTO "job_order" VALUES('o3-cut','{"id":"o3-cut","workMasterId":"mug-v3","priority":0,"parameters":[{"id":"Depth","value":2.0},{"id":"Passes","value":2},{"id":"Text","value":"Ana & Zoë ☕"}],"materials":[{"use":"Produced","definition":"mug","quantity":"4","unit":"C62"}]}','ea28ab12e930ec9c2f77934ccd05ad2c706729ebc8eb976a57d381c95089203f');
INSERT INTO "job_order" VALUES('o4-cut','{"id":"o4-cut","workMasterId":"mug-v3","priority":0,"parameters":[{"id":"Depth","value":2.0},{"id":"Passes","value":2},{"id":"Text","value":"Ana & Zoë ☕"}],"materials":[{"use":"Produced","definition":"mug","quantity":"4","unit":"C62"}]}','29e390a50f74de888449b1c550d7558acd13edf4c2f78503758d513056e9fe57');
CREATE TABLE job_predecessor (
    job_id   text not null references job (id),
    after_id text not null references job (id),
    primary key (job_id, after_id)
);
INSERT INTO "job_predecessor" VALUES('o1-glaze','o1-cut');
CREATE TABLE ledger_event (
    request_id  text   not null references work_request (id),
    seq         bigint not null,
    position    bigint not null,
    recorded_at bigint not null,
    type        text   not null,
    job_id      text,
    data        text   not null,
    primary key (request_id, seq)
);
INSERT INTO "ledger_event" VALUES('o1',1,1,1772344800000,'OrderAccepted',NULL,'{"state":"Accepted","tenant":"acme","quantity":4,"priority":0,"bodyDigest":"230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5","items":[{"item":1,"quantity":4}],"externalId":"shop-1"}');
INSERT INTO "ledger_event" VALUES('o1',2,2,1772344800000,'JobPlanned','o1-cut','{"phase":"Queued","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":0,"good":0,"scrap":0,"reason":"","cleared":false,"lastOperation":false,"payloadSha256":"cb82e5ff3b4429a59a0a8678ed650a64108591c4151a05dcdd48fff5670980ab","after":[]}');
INSERT INTO "ledger_event" VALUES('o1',3,3,1772344800000,'JobPlanned','o1-glaze','{"phase":"Queued","line":"glaze-1","item":1,"operation":"glaze","quantity":4,"waitsFor":1,"attempt":0,"good":0,"scrap":0,"reason":"","cleared":false,"lastOperation":true,"payloadSha256":"f2778c39f12ae90a83c3dbb5f14eed781ccbe4a5e737e9245c0a2d56c096f42b","after":["o1-cut"]}');
INSERT INTO "ledger_event" VALUES('o1',4,4,1772344800000,'OrderReleased',NULL,'{"state":"Released","jobs":2,"lines":"cut-1 glaze-1"}');
INSERT INTO "ledger_event" VALUES('o2',1,5,1772344800000,'OrderAccepted',NULL,'{"state":"Accepted","tenant":"acme","quantity":4,"priority":0,"bodyDigest":"99ba1fa380984f59221faa27914a0180acf582d010a0bfef507a3acff8108482","items":[{"item":1,"quantity":4}]}');
INSERT INTO "ledger_event" VALUES('o2',2,6,1772344800000,'JobPlanned','o2-cut','{"phase":"Queued","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":0,"good":0,"scrap":0,"reason":"","cleared":false,"lastOperation":true,"payloadSha256":"9146bb0f875b57ed3029a4e4b9520e5c0a7dc84d2c65f9991198edbdaef1d4fd","after":[]}');
INSERT INTO "ledger_event" VALUES('o2',3,7,1772344800000,'OrderReleased',NULL,'{"state":"Released","jobs":1,"lines":"cut-1"}');
INSERT INTO "ledger_event" VALUES('o3',1,8,1772344800000,'OrderAccepted',NULL,'{"state":"Accepted","tenant":"acme","quantity":4,"priority":0,"bodyDigest":"c0b850cdc0a8976f2831ca930ba2dc4e2f16f7484a8ce779b6592a20f95da165","items":[{"item":1,"quantity":4}]}');
INSERT INTO "ledger_event" VALUES('o3',2,9,1772344800000,'JobPlanned','o3-cut','{"phase":"Queued","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":0,"good":0,"scrap":0,"reason":"","cleared":false,"lastOperation":true,"payloadSha256":"ea28ab12e930ec9c2f77934ccd05ad2c706729ebc8eb976a57d381c95089203f","after":[]}');
INSERT INTO "ledger_event" VALUES('o3',3,10,1772344800000,'OrderReleased',NULL,'{"state":"Released","jobs":1,"lines":"cut-1"}');
INSERT INTO "ledger_event" VALUES('o4',1,11,1772344800000,'OrderAccepted',NULL,'{"state":"Accepted","tenant":"acme","quantity":4,"priority":0,"bodyDigest":"b3d0aedf4206f7f6b123357c225c1599be491a45bc99b3519ec77b070d356104","items":[{"item":1,"quantity":4}]}');
INSERT INTO "ledger_event" VALUES('o4',2,12,1772344800000,'JobPlanned','o4-cut','{"phase":"Queued","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":0,"good":0,"scrap":0,"reason":"","cleared":false,"lastOperation":true,"payloadSha256":"29e390a50f74de888449b1c550d7558acd13edf4c2f78503758d513056e9fe57","after":[]}');
INSERT INTO "ledger_event" VALUES('o4',3,13,1772344800000,'OrderReleased',NULL,'{"state":"Released","jobs":1,"lines":"cut-1"}');
INSERT INTO "ledger_event" VALUES('o1',5,14,1772344800000,'JobSending','o1-cut','{"phase":"Sending","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":1,"good":0,"scrap":0,"reason":"","cleared":false}');
INSERT INTO "ledger_event" VALUES('o2',4,15,1772344800000,'JobSending','o2-cut','{"phase":"Sending","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":1,"good":0,"scrap":0,"reason":"","cleared":false}');
INSERT INTO "ledger_event" VALUES('o3',4,16,1772344800000,'JobSending','o3-cut','{"phase":"Sending","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":1,"good":0,"scrap":0,"reason":"","cleared":false}');
INSERT INTO "ledger_event" VALUES('o1',6,17,1772344800000,'JobEnded','o1-cut','{"phase":"Ended","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":1,"good":3,"scrap":1,"reason":"","cleared":false}');
INSERT INTO "ledger_event" VALUES('o1',7,18,1772344800000,'JobQuantityLowered','o1-glaze','{"phase":"Queued","line":"glaze-1","item":1,"operation":"glaze","quantity":3,"waitsFor":0,"attempt":0,"good":0,"scrap":0,"reason":"","cleared":false}');
INSERT INTO "ledger_event" VALUES('o2',5,19,1772344800000,'JobInDoubt','o2-cut','{"phase":"InDoubt","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":1,"good":0,"scrap":0,"reason":"","cleared":false}');
INSERT INTO "ledger_event" VALUES('o3',5,20,1772344800000,'JobRunning','o3-cut','{"phase":"Running","line":"cut-1","item":1,"operation":"cut","quantity":4,"waitsFor":0,"attempt":1,"good":1,"scrap":0,"reason":"","cleared":false}');
INSERT INTO "ledger_event" VALUES('o3',6,21,1772344800000,'OrderStateChanged',NULL,'{"from":"Released","to":"InProgress","state":"InProgress"}');
CREATE TABLE restore_log (
    restored_at    bigint not null primary key,
    position_floor bigint not null
);
CREATE TABLE restored_job (
    job_id text not null primary key references job (id)
);
CREATE TABLE work_item (
    request_id      text   not null references work_request (id),
    item            bigint not null,
    product         text   not null,
    product_version bigint not null,
    quantity        bigint not null,
    options         text   not null,
    packaging       text   not null,
    spec_digest     text   not null,
    primary key (request_id, item)
);
INSERT INTO "work_item" VALUES('o1',1,'mug',3,4,'{"glaze":"blue"}','{"boxed":true}','2352da7280f1decc3acf1ba84eb945c9fc2b7b541094e1d0992dbffd1b6664cc');
INSERT INTO "work_item" VALUES('o2',1,'mug',3,4,'{"glaze":"blue"}','{"boxed":true}','9250b9912ee91d6b46e23299459ecd6eb8154451d62558a3a0a708a77926ad04');
INSERT INTO "work_item" VALUES('o3',1,'mug',3,4,'{"glaze":"blue"}','{"boxed":true}','de2d91dc0a2580414e9a70f7dfc76af727b69cac0838f2cbe0a88d12642efcbf');
INSERT INTO "work_item" VALUES('o4',1,'mug',3,4,'{"glaze":"blue"}','{"boxed":true}','1b2501a20fe1bcd82b48c8db1e0f9dd2da9de58d6b618fa04a81c51c3a86cea2');
CREATE TABLE work_progress (
    request_id text   not null primary key references work_request (id),
    state      text   not null,
    last_seq   bigint not null,
    changed_at bigint not null,
    finished   bigint not null,
    phases     text   not null
);
INSERT INTO "work_progress" VALUES('o1','Released',7,1772344800000,0,'Queued=1 Ended=1');
INSERT INTO "work_progress" VALUES('o2','Released',5,1772344800000,0,'InDoubt=1');
INSERT INTO "work_progress" VALUES('o3','InProgress',6,1772344800000,1,'Running=1');
INSERT INTO "work_progress" VALUES('o4','Released',3,1772344800000,0,'Queued=1');
CREATE TABLE work_request (
    id                   text   not null primary key,
    position             bigint not null,
    tenant               text   not null,
    external_id          text,
    priority             bigint not null,
    requested_by         bigint,
    accepted_at          bigint not null,
    quantity             bigint not null,
    body_digest          text   not null,
    specification        text   not null,
    specification_sha256 text   not null
);
INSERT INTO "work_request" VALUES('o1',1,'acme','shop-1',0,NULL,1772344799000,4,'230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5','{"product":"mug","note":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}','f432d334ba343df1125722138cafa39565dc1b8f726ec46cc675ba5268148736');
INSERT INTO "work_request" VALUES('o2',5,'acme',NULL,0,NULL,1772344799000,4,'99ba1fa380984f59221faa27914a0180acf582d010a0bfef507a3acff8108482','{"product":"mug","note":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}','f432d334ba343df1125722138cafa39565dc1b8f726ec46cc675ba5268148736');
INSERT INTO "work_request" VALUES('o3',8,'acme',NULL,0,NULL,1772344799000,4,'c0b850cdc0a8976f2831ca930ba2dc4e2f16f7484a8ce779b6592a20f95da165','{"product":"mug","note":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}','f432d334ba343df1125722138cafa39565dc1b8f726ec46cc675ba5268148736');
INSERT INTO "work_request" VALUES('o4',11,'acme',NULL,0,NULL,1772344799000,4,'b3d0aedf4206f7f6b123357c225c1599be491a45bc99b3519ec77b070d356104','{"product":"mug","note":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}','f432d334ba343df1125722138cafa39565dc1b8f726ec46cc675ba5268148736');
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
CREATE UNIQUE INDEX work_request_external_id on work_request (tenant, external_id) where external_id is not null;
CREATE UNIQUE INDEX work_request_newest on work_request (tenant, position);
CREATE INDEX job_of_request on job (request_id, plan_position);
CREATE INDEX job_ready on job (line, priority desc, wanted_by, plan_position)
    where phase = 'Queued' and waits_for = 0;
CREATE INDEX job_at_line on job (line, plan_position)
    where phase in ('Sending', 'InDoubt', 'Stored', 'Started', 'Running', 'Interrupted');
CREATE INDEX job_to_clear on job (line, plan_position)
    where cleared = 0 and phase in ('Ended', 'Aborted');
CREATE INDEX job_predecessor_after on job_predecessor (after_id);
CREATE UNIQUE INDEX dispatch_open on dispatch (job_id) where state in ('Intent', 'Unknown');
CREATE UNIQUE INDEX ledger_event_position on ledger_event (position);
COMMIT;
