package io.lineside.gateway.routes;

import io.lineside.gateway.door.FolderDoor;
import java.io.File;
import java.util.Comparator;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.strategy.GenericFileNoOpProcessStrategy;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/** From files of a folder to durable orders. The endpoint is built by hand: no path or name is ever read as a URI. */
final class FolderRoute extends RouteBuilder {
    private static final int AT_ONCE = 200;

    private final FolderDoor door;
    private final Executor threads;

    FolderRoute(FolderDoor door, Executor threads) {
        this.door = door;
        this.threads = threads;
    }

    @Override
    public void configure() {
        from(endpoint())
                .routeId("door-" + door.config().name())
                .routeDescription("Takes orders from files of a folder and puts the files away with their receipts")
                .errorHandler(noErrorHandler())
                .process(Verbs.map(GenericFile.class, file -> take((File) file.getFile())))
                // The store answers on threads of its own, on which nothing long may run.
                .process(Verbs.later(FolderDoor.Taken.class, door::hand, threads))
                .process(Verbs.act(FolderDoor.Taken.class, door::file));
    }

    /** What was taken; the file itself, which the next steps pass on, where there is nothing to hand in. */
    private Object take(File file) {
        return door.take(file.toPath()).<Object>map(taken -> taken).orElse(file);
    }

    private Endpoint endpoint() {
        File folder = door.config().path().toFile();
        var configuration = new GenericFileConfiguration();
        configuration.setDirectory(folder.getPath());
        var endpoint = new FileEndpoint(
                "file:" + door.config().name(), getContext().getComponent("file", FileComponent.class));
        endpoint.setCamelContext(getContext());
        endpoint.setFile(folder);
        endpoint.setConfiguration(configuration);
        endpoint.setAutoCreate(false);
        // What is taken is put away by us, so that a file and its receipt go together.
        endpoint.setNoop(true);
        endpoint.setProcessStrategy(new GenericFileNoOpProcessStrategy<>());
        endpoint.setIdempotent(false);
        endpoint.setReadLock("none");
        endpoint.setRecursive(false);
        endpoint.setMaxMessagesPerPoll(AT_ONCE);
        endpoint.setEagerMaxMessagesPerPoll(false);
        endpoint.setFilter(file -> door.isComplete(file.getFile().toPath()));
        endpoint.setSorter(Comparator.<GenericFile<File>>comparingLong(GenericFile::getLastModified)
                .thenComparing(GenericFile::getFileName));
        endpoint.setInitialDelay(0);
        endpoint.setDelay(door.config().every().toMillis());
        endpoint.setTimeUnit(TimeUnit.MILLISECONDS);
        endpoint.setPollStrategy(new Looking(door));
        return endpoint;
    }

    private static final class Looking extends DefaultPollingConsumerPollStrategy {
        private final FolderDoor door;

        Looking(FolderDoor door) {
            this.door = door;
        }

        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            return door.look();
        }
    }
}
