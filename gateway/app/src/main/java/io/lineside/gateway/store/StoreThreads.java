package io.lineside.gateway.store;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One thread that writes and a few that read, over one file. Thread-safe. */
final class StoreThreads implements Lanes {

    private final Database database;
    private final Readers readers;
    private final Writer writer;

    private StoreThreads(Database database, Readers readers, Writer writer) {
        this.database = database;
        this.readers = readers;
        this.writer = writer;
    }

    static StoreThreads start(Database database, Clock clock, StoreLimits limits, Consumer<FeedCommit> committed) {
        return new StoreThreads(
                database, new Readers(database, limits), Writer.start(database, clock, limits, committed));
    }

    @Override
    public <T> CompletionStage<T> write(String what, Work<T> work) {
        return writer.submit(what, work);
    }

    @Override
    public <T> CompletionStage<T> read(String what, Readers.Query<T> query) {
        return readers.read(what, query);
    }

    @Override
    public void onTimed(CommitListener listener) {
        writer.onTimed(listener);
    }

    @Override
    public void hurry() {
        writer.hurry();
    }

    @Override
    public void joinedBy(Joining works) {
        writer.joinedBy(works);
    }

    @Override
    public CompletionStage<String> broken() {
        return writer.broken();
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        database.close();
    }
}
