package io.lineside.gateway.http.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Says bytes over a connection that it keeps as long as both sides agree to, and reads answers strictly as RFC 9112 has
 * them. Waits 20 s at most. Confined to one thread.
 */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    RawClient(int port) {
        this.port = port;
    }

    /** Sends a request; empty when the server closed the connection without an answer. */
    Optional<RawReply> exchange(FuzzRequest request) throws IOException {
        InputStream from = connected();
        send(request);
        Optional<RawReply> reply = readAfterSending(from, request);
        if (reply.isEmpty() || request.isLast() || ends(reply.get())) {
            close();
        } else if (from.available() > 0) {
            throw new IOException("the server said more than one answer to one request");
        }
        return reply;
    }

    private void send(FuzzRequest request) throws IOException {
        Socket to = Objects.requireNonNull(socket);
        try {
            to.getOutputStream().write(request.bytes());
            to.getOutputStream().flush();
            if (request.isLast()) {
                // Whoever takes this for half a request hears that there will be no more of it.
                to.shutdownOutput();
            }
        } catch (IOException closed) {
            // The server may close before it has heard all, and has answered before that.
            return;
        }
    }

    private static Optional<RawReply> readAfterSending(InputStream from, FuzzRequest request) throws IOException {
        try {
            return read(from, request.isHead());
        } catch (SocketException reset) {
            return Optional.empty();
        }
    }

    private static boolean ends(RawReply reply) {
        return reply.isStream() || reply.header("Connection").orElse("").equalsIgnoreCase("close");
    }

    private static Optional<RawReply> read(InputStream in, boolean isHead) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (!first.matches("\\S+ [1-5]\\d\\d .*")) {
            throw new IOException("no status line: " + first);
        }
        int status = Integer.parseInt(first.split(" ", 3)[1]);
        List<String> head = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.add(line);
        }
        if (status == 100) {
            return read(in, isHead);
        }
        var reply = new RawReply(status, head, new byte[0]);
        boolean bare = isHead || status == 304 || status == 204 || reply.isStream();
        return Optional.of(bare ? reply : new RawReply(status, head, plain(reply, body(in, reply))));
    }

    private static byte[] plain(RawReply reply, byte[] body) throws IOException {
        String coding = reply.header("Content-Encoding").orElse("");
        if (coding.equals("gzip")) {
            return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        return coding.equals("deflate") ? new InflaterInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    }

    private static byte[] body(InputStream in, RawReply reply) throws IOException {
        if (reply.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        Optional<String> length = reply.header("Content-Length");
        return length.isPresent() ? exactly(in, Integer.parseInt(length.get())) : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            all.write(exactly(in, size));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** A line without its end; empty also at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private InputStream connected() throws IOException {
        InputStream from = in;
        if (socket == null || from == null) {
            var opened = new Socket(InetAddress.getLoopbackAddress(), port);
            opened.setSoTimeout(PATIENCE_MILLIS);
            opened.setTcpNoDelay(true);
            from = new BufferedInputStream(opened.getInputStream());
            socket = opened;
            in = from;
        }
        return from;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
            in = null;
        }
    }
}
