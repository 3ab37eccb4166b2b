package io.lineside.connector.mqtt.link;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The moment until Paho 1.2.5 has started the threads of a connection. None of them may end before, be it that the broker
 * hangs up at once or that the attempt is given up: the thread that starts them would look for it for ever, and each attempt
 * would leave one behind. It is over when CONNECT is written, which comes after all starts, or the attempt has failed.
 * Thread-safe.
 */
final class Startup {
    /** Paho looks ten times a second whether a thread of three has started. */
    private static final long LONGEST_SECONDS = 10;
    /** A socket that can not be written any more tells its reader why at once. */
    private static final long READER_SECONDS = 1;

    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    /** Why CONNECT is not written any more. */
    private final CompletableFuture<IOException> hopeless = new CompletableFuture<>();

    boolean isOver() {
        return over.isDone();
    }

    /** It has failed, or will not come to an end. */
    void failed() {
        over.complete(false);
    }

    /** Keeps CONNECT from the broker, if it is not written yet; completes with whether it was when the start is over. */
    CompletionStage<Boolean> giveUp() {
        hopeless.complete(new IOException("the attempt to connect was given up"));
        return over;
    }

    /** What the broker sends; that it hung up is heard when the start is over. */
    InputStream guard(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                try {
                    return heard(in.read());
                } catch (IOException e) {
                    throw heard(e);
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    return heard(in.read(into, offset, length));
                } catch (IOException e) {
                    throw heard(e);
                }
            }
        };
    }

    private int heard(int read) {
        if (read < 0) {
            hungUp(new EOFException("the broker hung up at once"));
        }
        return read;
    }

    private IOException heard(IOException failure) {
        if (!(failure instanceof SocketTimeoutException)) { // which is nothing but silence
            hungUp(failure);
        }
        return failure;
    }

    /** What is read tells more than what can not be written then, such as an alert of TLS. */
    private void hungUp(IOException why) {
        if (isOver()) {
            return;
        }
        hopeless.complete(why);
        var unused =
                over.completeOnTimeout(false, LONGEST_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What goes to the broker: CONNECT first. */
    OutputStream guard(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                if (isOver()) {
                    out.write(from, offset, length);
                } else {
                    writeFirst(out, from, offset, length);
                }
            }
        };
    }

    private void writeFirst(OutputStream out, byte[] from, int offset, int length) throws IOException {
        @Nullable IOException why = hopeless.getNow(null);
        if (why != null) {
            failed();
            throw why;
        }
        try {
            out.write(from, offset, length);
        } catch (IOException e) { // as a socket that JSSE closed in the middle of reading an alert
            throw hopeless.completeOnTimeout(e, READER_SECONDS, TimeUnit.SECONDS)
                    .join();
        } finally {
            over.complete(true);
        }
    }
}
