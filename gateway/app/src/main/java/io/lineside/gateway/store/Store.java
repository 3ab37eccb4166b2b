package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps orders, jobs and the ledger in one SQLite file or PostgreSQL database: a stage that completes normally was committed and synced to disk
 * first. No method blocks. Stages complete on the store's own threads, so continuations must be quick and must not wait
 * for another stage of the store. They fail with a {@link StoreBusyException} when too much is waiting, with a
 * {@link CommitUnknownException} when it can not be told whether they were committed, and with a {@link StoreException} otherwise. Times
 * are kept to the millisecond. Thread-safe.
 */
public final class Store implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Store.class);
    private static final int CLEAR_PAGE = 50;

    private final RequestRules rules;
    private final Lanes lanes;
    private final NewOrders orders;
    private final WaitingReports reports;
    private final DiskSpace space;
    private final Optional<Database> database;
    private final Damages damages = new Damages();
    private final CareLog care = new CareLog();
    private final WorkTakers takers;
    private final List<Consumer<List<LedgerEvent>>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<FeedCommit>> feeds = new CopyOnWriteArrayList<>();

    private Store(Database database, RequestRules rules, Clock clock, StoreLimits limits) {
        this(rules, database.space(), Optional.of(database), told -> StoreThreads.start(database, clock, limits, told));
    }

    /** A store whose works and queries take these lanes. */
    Store(RequestRules rules, Lanes lanes) {
        this(rules, DiskSpace.endless(), Optional.empty(), told -> lanes);
    }

    private Store(
            RequestRules rules,
            DiskSpace space,
            Optional<Database> database,
            Function<Consumer<FeedCommit>, Lanes> lanes) {
        this.rules = rules;
        this.space = space;
        this.database = database;
        this.lanes = lanes.apply(this::tell);
        this.orders = new NewOrders(this.lanes, database, space);
        this.reports = new WaitingReports(this.lanes, rules);
        this.takers = new WorkTakers(this.lanes, rules, damages);
        this.lanes.joinedBy(takers::due);
    }

    /** The lines that take their work as it comes. */
    public WorkTakers takers() {
        return takers;
    }

    /**
     * Opens the file for this process alone, or creates it in an existing folder; checks it and brings its tables up to
     * date. Throws a {@link StoreException} that says what is wrong and what to do about it.
     */
    public static Store open(Path file, RequestRules rules, Clock clock) {
        return open(file, rules, clock, StoreLimits.USUAL);
    }

    /** The same, with some of its disk kept free, or in a PostgreSQL database. */
    public static Store open(StoreSettings settings, RequestRules rules, Clock clock) {
        return open(prepared(settings), rules, clock, StoreLimits.USUAL);
    }

    private static Database prepared(StoreSettings settings) {
        return settings.postgresql().isPresent()
                ? PostgresqlDatabase.prepare(settings.postgresql().get())
                : SqliteDatabase.prepare(settings.file(), DiskSpace.of(settings.file(), settings.reserve()));
    }

    /** Opens a store only to read it, as {@link #openToRead(Path, RequestRules)} does. */
    public static Store openToRead(StoreSettings settings, RequestRules rules) {
        return settings.postgresql().isPresent()
                ? toRead(PostgresqlDatabase.toRead(settings.postgresql().get()), rules)
                : openToRead(settings.file(), rules);
    }

    /**
     * Opens a file only to read it, whether its gateway runs, was stopped or was killed: takes no lock, repairs nothing,
     * changes nothing, and sees all that was committed. Throws a {@link StoreException} that says what to do about it.
     */
    public static Store openToRead(Path file, RequestRules rules) {
        return toRead(SqliteDatabase.toRead(file), rules);
    }

    private static Store toRead(Database database, RequestRules rules) {
        return new Store(rules, new ReadOnlyLanes(database, new Readers(database, StoreLimits.USUAL)));
    }

    static Store open(Path file, RequestRules rules, Clock clock, StoreLimits limits) {
        return open(SqliteDatabase.prepare(file), rules, clock, limits);
    }

    static Store open(Database database, RequestRules rules, Clock clock, StoreLimits limits) {
        return new Store(database, rules, clock, limits);
    }

    /** Calls with each commit's events, in order, on the writer thread before the stages complete: must be quick. */
    public void onCommitted(Consumer<List<LedgerEvent>> listener) {
        listeners.add(listener);
    }

    /** The same with whose orders the events are about, when all those other listeners have heard of them. */
    public void onFed(Consumer<FeedCommit> listener) {
        feeds.add(listener);
    }

    /** Calls with how long each commit took and how much shared it; the last listener alone. */
    public void onTimed(CommitListener listener) {
        lanes.onTimed(listener);
    }

    private void tell(FeedCommit commit) {
        listeners.forEach(listener -> tell(listener, commit.events()));
        feeds.forEach(listener -> tell(listener, commit));
    }

    private static <T> void tell(Consumer<T> listener, T news) {
        try {
            listener.accept(news);
        } catch (RuntimeException | Error e) {
            // The commit stands, and the stages of its works must still complete.
            LOGGER.atError().setCause(e).log("a listener failed on committed events; they are kept all the same");
        }
    }

    /**
     * Completes, with the reason, when the disk failed to make written data durable. The store then writes nothing more,
     * and the process should end at once, without {@link #close}: the next start recovers from what is really on disk.
     */
    public CompletionStage<String> broken() {
        return lanes.broken();
    }

    /** How the store and its disk are. */
    public StoreHealth health() {
        var warnings = new ArrayList<>(damages.list());
        care.trouble().ifPresent(warnings::add);
        var away = database.flatMap(Database::away);
        away.ifPresent(why -> warnings.add("the store's database is away: " + why));
        return new StoreHealth(
                space.free(), space.reserve(), !space.isLow() && away.isEmpty(), care.lastBackup(), warnings);
    }

    /** Reads the whole store; what is damaged. Takes long. */
    List<String> audit() throws SQLException {
        return database.isPresent() ? database.get().audit() : List.of();
    }

    Damages damages() {
        return damages;
    }

    CareLog care() {
        return care;
    }

    /**
     * Makes an order durable with its jobs, released to their lines, unless it is known already. Fails with a
     * {@link StoreFullException} while the disk has no room for orders, and with a {@link StoreAwayException} while the
     * database can not be reached; all else goes on then, or waits, and an order that is known is recognised on a full disk.
     */
    public CompletionStage<AcceptOutcome> accept(Acceptance acceptance) {
        return orders.accept(acceptance);
    }

    /**
     * What {@link #accept} would answer for an order handed in before, without a plan; empty when neither its key nor
     * its number is known. Writes nothing, so a new key for an order known by its number is not remembered. Empty is
     * not a promise: the same order may be handed in meanwhile, and then {@link #accept} says so.
     *
     * @param bodyDigest as in {@link Acceptance}
     */
    public CompletionStage<Optional<AcceptOutcome>> known(
            TenantId tenant, Optional<String> idempotencyKey, Optional<String> externalId, String bodyDigest) {
        return lanes.read(
                "order handed in before", new Submission(tenant, idempotencyKey, externalId, bodyDigest)::known);
    }

    /**
     * Takes up to {@code max} ready jobs of a line: highest priority first, then the earliest wanted, then in the order
     * they were planned. The intent to send each is durable before it is returned. A job that is
     * not what was planned is held instead.
     */
    public CompletionStage<List<Claim>> claim(EquipmentId line, int max) {
        return claim(line, max, Optional.empty());
    }

    /** The same, keeping with each intent the memory out of which the line answers now. */
    public CompletionStage<List<Claim>> claim(EquipmentId line, int max, Optional<MemoryId> memory) {
        return lanes.write("claim for line " + line, new ClaimWork(line, sql -> max, memory, rules, damages));
    }

    /** The same, for what the line has room for, but few at once: those that are at it, or may be, take up its capacity. */
    public CompletionStage<List<Claim>> claimInto(EquipmentId line, int capacity, Optional<MemoryId> memory) {
        return lanes.write("claim for line " + line, ClaimWork.into(line, capacity, memory, rules, damages));
    }

    /**
     * The one way a job changes: the decision judges the job as it is, and what it says is written together with
     * everything that follows for other jobs and the order.
     *
     * @param decision empty for no change; pure, because it is asked again when a transaction is repeated. What it throws
     *     fails the stage. It must not leave a final phase, enter SENDING or let counts fall.
     */
    public CompletionStage<FoldResult> change(JobOrderId id, Function<TrackedJob, Optional<JobChange>> decision) {
        return change(id, Haste.AT_ONCE, decision);
    }

    /** The same for what may wait a moment. */
    public CompletionStage<FoldResult> change(
            JobOrderId id, Haste haste, Function<TrackedJob, Optional<JobChange>> decision) {
        return lanes.write("change of job " + id, new ChangeWork(id, (sql, job) -> decision.apply(job), rules, haste));
    }

    /** The same for a decision that also needs to know how the job was sent. */
    public CompletionStage<FoldResult> settle(
            JobOrderId id, BiFunction<TrackedJob, SendRecord, Optional<JobChange>> decision) {
        return lanes.write("settling of job " + id, settling(id, decision));
    }

    /** The same for a person's decision: where it changes the job, the entry is kept in the audit with the change. */
    public CompletionStage<FoldResult> settle(
            JobOrderId id, BiFunction<TrackedJob, SendRecord, Optional<JobChange>> decision, AuditEntry entry) {
        return lanes.write("settling of job " + id, settling(id, decision).audited(entry));
    }

    private ChangeWork settling(JobOrderId id, BiFunction<TrackedJob, SendRecord, Optional<JobChange>> decision) {
        return new ChangeWork(
                id, (sql, job) -> decision.apply(job, DispatchTable.recordOf(sql, job)), rules, Haste.AT_ONCE);
    }

    /**
     * The same for what a line reports, one or more times: what waits of one job is judged in the order it came and written
     * together, each change but those that only count on. Fails as a whole, with nothing kept of it.
     */
    public CompletionStage<FoldResult> report(
            JobOrderId id, Haste haste, List<Function<TrackedJob, Optional<JobChange>>> decisions) {
        return reports.add(id, haste, WaitingReports.decisions(decisions));
    }

    /** The same for a decision that also looks at what the line was told. */
    public CompletionStage<FoldResult> compare(
            JobOrderId id, Haste haste, BiFunction<TrackedJob, ToldJob, Optional<JobChange>> decision) {
        return reports.add(id, haste, List.of((sql, job) -> decision.apply(job, PayloadTable.told(sql, job))));
    }

    /**
     * What the line was told for a job, checked against its digest; empty where the job has moved on since it was read, to
     * another phase or sending.
     */
    public CompletionStage<Optional<JobOrder>> instructed(TrackedJob job) {
        return lanes.read(
                "payload of job " + job.id(),
                sql -> JobTable.isStill(sql, job) ? Optional.of(PayloadTable.instructed(sql, job)) : Optional.empty());
    }

    /** The job order as it was planned; empty where it is missing or was altered. */
    public CompletionStage<Optional<JobOrder>> planned(JobOrderId id) {
        return lanes.read("payload of job " + id, sql -> PayloadTable.find(sql, id)
                .filter(PayloadTable.Payload::isSound)
                .map(PayloadTable.Payload::order));
    }

    /**
     * Records that the line no longer keeps a job that is final, which may wait a moment; nothing happens for one recorded
     * before or unknown.
     */
    public CompletionStage<Void> cleared(JobOrderId id) {
        return lanes.write("clearing of job " + id, new ClearWork(id, rules)).thenAccept(job -> {});
    }

    /** The jobs that the line has or may have, in the order they were planned. */
    public CompletionStage<List<TrackedJob>> atLine(EquipmentId line) {
        return lanes.read("jobs at line " + line, sql -> JobTable.atLine(sql, line));
    }

    /** Up to 50 jobs that ended or were aborted and that the line has not been told to forget, as they were planned. */
    public CompletionStage<List<JobOrderId>> toClear(EquipmentId line) {
        return lanes.read("jobs to clear at line " + line, sql -> JobTable.toClear(sql, line, CLEAR_PAGE));
    }

    /** Up to 50 jobs that were sent to the line, may have been made there, and wait for a person to find out. */
    public CompletionStage<List<JobOrderId>> heldInDoubt(EquipmentId line) {
        return lanes.read("jobs in doubt of line " + line, sql -> JobTable.heldInDoubt(sql, line));
    }

    /** Whether the line is known to have taken any job so far. */
    public CompletionStage<Boolean> hasTakenAny(EquipmentId line) {
        return lanes.read("past of line " + line, sql -> DispatchTable.hasTakenAny(sql, line));
    }

    /** Keeps a report that can never be kept as progress. */
    public CompletionStage<Void> keepDead(DeadReport report) {
        return lanes.write("report about job " + report.job(), tx -> DeadReportTable.insert(tx, report))
                .thenAccept(kept -> {});
    }

    /** Reports that could not be kept as progress, the latest first; of all lines where none is named. */
    public CompletionStage<List<KeptReport>> deadReports(Optional<EquipmentId> line, int max) {
        return lanes.read("reports that could not be kept", sql -> DeadReportTable.newest(sql, line, max));
    }

    /**
     * Up to {@code max} jobs that are held, quarantined, in doubt or being cancelled, as they were planned; of all lines where
     * none is named.
     */
    public CompletionStage<List<WaitingJob>> waiting(Optional<EquipmentId> line, int max) {
        return lanes.read("jobs that wait for somebody", sql -> JobQueries.waiting(sql, line, max));
    }

    /** How many such jobs each line has, in the order of their names; a line without any is not in it. */
    public CompletionStage<Map<EquipmentId, Integer>> waitingByLine() {
        return lanes.read("jobs that wait for somebody, by line", JobQueries::waitingByLine);
    }

    /** The jobs of a line that are not over, without the queue behind its first: up to {@code max} of each kind. */
    public CompletionStage<OpenJobs> open(EquipmentId line, int max) {
        return lanes.read("open jobs of line " + line, sql -> JobQueries.open(sql, line, max));
    }

    /** The lines that have a job, or have one ready to be sent. */
    public CompletionStage<List<EquipmentId>> linesWithWork() {
        return lanes.read("lines with work", JobQueries::linesWithWork);
    }

    /**
     * Up to {@code max} jobs of a line that are not over, whatever they wait for, as they were planned. Takes time in a
     * large store.
     */
    public CompletionStage<List<TrackedJob>> unfinished(EquipmentId line, int max) {
        return lanes.read("unfinished jobs of line " + line, sql -> JobQueries.unfinished(sql, line, max));
    }

    /** The same without those that wait for a person. */
    public CompletionStage<List<TrackedJob>> moving(EquipmentId line, int max) {
        return lanes.read("moving jobs of line " + line, sql -> JobQueries.moving(sql, line, max));
    }

    /** Completes when everything that was handed in before is kept, or has failed. */
    public CompletionStage<Void> settled() {
        return lanes.write("what was handed in before", tx -> true).thenAccept(kept -> {});
    }

    /** What every line has to do; a line without work is not in it. */
    public CompletionStage<Map<EquipmentId, LineWork>> board() {
        return lanes.read("work of all lines", BoardQueries::lines);
    }

    /** Since when the job waits for its line that was planned first of those that could be sent; by line. */
    public CompletionStage<Map<EquipmentId, Instant>> oldestReady() {
        return lanes.read("queues of all lines", BoardQueries::oldestReady);
    }

    /** How many orders are in each state that is not final. */
    public CompletionStage<Map<RequestState, Integer>> openOrders() {
        return lanes.read("states of all orders", BoardQueries::openOrders);
    }

    /** Orders of all tenants that a person looks for, newest first; paged like {@link #list}. */
    public CompletionStage<Page> search(OrderSearch filter, long beforePosition, int limit) {
        return lanes.read("orders of all tenants", sql -> BoardQueries.orders(sql, filter, beforePosition, limit));
    }

    /** An order, for those who see the orders of all. */
    public CompletionStage<Optional<RequestView>> find(WorkRequestId id) {
        return lanes.read("order " + id, sql -> BoardQueries.order(sql, id));
    }

    /** Whose order this is, for those who see the orders of all. */
    public CompletionStage<Optional<TenantId>> tenantOf(WorkRequestId id) {
        return lanes.read("tenant of order " + id, sql -> JobQueries.tenant(sql, id));
    }

    /** Everything that is kept about a job. */
    public CompletionStage<Optional<JobFile>> jobFile(JobOrderId id) {
        return lanes.read("job " + id, sql -> JobQueries.file(sql, id));
    }

    /** How many jobs are ready to be sent to the line. */
    public CompletionStage<Integer> queued(EquipmentId line) {
        return lanes.read("queue of line " + line, sql -> JobTable.countReady(sql, line));
    }

    /** How busy each line is that has work. */
    public CompletionStage<List<LineLoad>> loads() {
        return lanes.read("load of the lines", LoadQueries::all);
    }

    /** An order of this tenant; empty also when another tenant has it. */
    public CompletionStage<Optional<RequestView>> find(TenantId tenant, WorkRequestId id) {
        return lanes.read("order " + id, sql -> RequestQueries.byId(sql, tenant, id));
    }

    /** What a platform's wish to change an order is judged by; empty also when another tenant has the order. */
    public CompletionStage<Optional<ActionView>> actionView(TenantId tenant, WorkRequestId id) {
        return lanes.read("actions of order " + id, sql -> ActionView.find(sql, tenant, id));
    }

    /**
     * Changes jobs of an order as its platform wishes, and keeps the answer with the call's key, in one transaction.
     *
     * @param decision empty for nothing at all; pure, because it is asked again when a transaction is repeated
     */
    public CompletionStage<ActionOutcome> act(
            ActionCall call, Function<ActionView, Optional<ActionDecision>> decision) {
        return lanes.write(call.action() + " of order " + call.order(), new ActionWork(call, decision, rules));
    }

    /**
     * Overwrites what is personal in an order that is over, in one transaction; nothing happens for one erased before.
     * When this completes, the database's own log has no copy of it left either, as far as that is its own to say.
     *
     * @param who wishes it, for the audit
     */
    public CompletionStage<EraseOutcome> erase(TenantId tenant, WorkRequestId id, String who) {
        return lanes.write(
                        "erasing of order " + id,
                        new EraseWork(tenant, id, who, database.flatMap(Database::beforeErasing)))
                .thenApplyAsync(outcome -> {
                    if (outcome instanceof EraseOutcome.Erased) {
                        database.ifPresent(Database::emptyLog);
                    }
                    return outcome;
                });
    }

    /** Up to {@code max} orders that ended before then and have something personal in them. */
    public CompletionStage<List<ErasableOrder>> erasable(Instant endedBefore, int max) {
        return lanes.read("orders to erase", sql -> ErasableOrder.list(sql, endedBefore, max));
    }

    /** An order by the number its platform gave it. */
    public CompletionStage<Optional<RequestView>> findByExternalId(TenantId tenant, String externalId) {
        return lanes.read(
                "order numbered by its platform", sql -> RequestQueries.byExternalId(sql, tenant, externalId));
    }

    /**
     * Orders of a tenant, newest first.
     *
     * @param beforePosition {@link Page#next} of the page before, {@link Long#MAX_VALUE} for the first page
     * @param limit at least 1
     */
    public CompletionStage<Page> list(TenantId tenant, long beforePosition, int limit) {
        return list(tenant, OrderFilter.ALL, beforePosition, limit);
    }

    /** The same, of those that the filter lets through. */
    public CompletionStage<Page> list(TenantId tenant, OrderFilter filter, long beforePosition, int limit) {
        return lanes.read(
                "orders of " + tenant, sql -> RequestQueries.newest(sql, tenant, filter, beforePosition, limit));
    }

    /**
     * What happened to all orders of a tenant after a position, as it was committed: without gaps, nothing twice.
     *
     * @param after {@link FeedPage#reached} of the page before, 0 for the beginning
     * @param limit at least 1
     */
    public CompletionStage<FeedPage> feed(TenantId tenant, long after, int limit) {
        return lanes.read("feed of " + tenant, sql -> FeedQueries.ofTenant(sql, tenant, after, limit));
    }

    /** The same of one order; nothing for another tenant's. */
    public CompletionStage<FeedPage> feed(TenantId tenant, WorkRequestId id, long after, int limit) {
        return lanes.read("feed of order " + id, sql -> FeedQueries.ofOrder(sql, tenant, id, after, limit));
    }

    /** What is kept about webhooks. */
    public WebhookStore webhooks() {
        return new WebhookStore(lanes);
    }

    /** Who did what. */
    public AuditStore auditLog() {
        return new AuditStore(lanes);
    }

    /** What happened to an order after an event, in order; nothing for another tenant's order. */
    public CompletionStage<List<LedgerEvent>> events(TenantId tenant, WorkRequestId id, long afterSeq, int limit) {
        return lanes.read("events of order " + id, sql -> LedgerTable.of(sql, tenant, id, afterSeq, limit));
    }

    /** The canonical JSON text an order was accepted with, checked against the digest kept with it. */
    public CompletionStage<Optional<String>> specification(TenantId tenant, WorkRequestId id) {
        return lanes.read("specification of order " + id, sql -> RequestQueries.specification(sql, tenant, id));
    }

    /** Writes and answers what is waiting, then closes the file and lets another process in. */
    @Override
    public void close() {
        lanes.close();
    }
}
