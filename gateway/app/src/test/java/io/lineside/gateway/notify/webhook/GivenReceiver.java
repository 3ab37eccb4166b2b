package io.lineside.gateway.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A receiver of webhooks on a real socket, as well or as badly behaved as a test wants it. */
public final class GivenReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Function<Request, Reply> manner = request -> Reply.status(204);

    /** A request as it came. */
    public record Request(String line, Map<String, String> headers, String body, Reply reply) {
        /** The body as an event. */
        public JsonNode event() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        /** The event's id. */
        public String id() {
            return event().path("id").asText();
        }

        /** Whose event it is. */
        public String order() {
            return event().path("subject").asText();
        }

        /** Whether it was answered as taken. */
        public boolean isTaken() {
            return reply.head().startsWith("HTTP/1.1 2");
        }
    }

    /** What is answered: a head, or nothing, and then bytes that come so slowly or not at all. */
    public record Reply(String head, boolean hangs) {
        /** A status without a body. */
        public static Reply status(int status) {
            return status(status, "");
        }

        /** A status with further header lines. */
        public static Reply status(int status, String headers) {
            return new Reply("HTTP/1.1 " + status + " x\r\n" + headers + "Content-Length: 0\r\n\r\n", false);
        }

        /** Reads and never answers. */
        public static Reply hang() {
            return new Reply("", true);
        }

        /** Answers with bytes, and then no more of them. */
        public static Reply drip(String bytes) {
            return new Reply(bytes, true);
        }
    }

    /** A receiver at some port. */
    public GivenReceiver() {
        this(0);
    }

    /** A receiver at a port. */
    public GivenReceiver(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** From now on it answers like this. */
    public GivenReceiver answers(Function<Request, Reply> like) {
        manner = like;
        return this;
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks";
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Everything that came. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Everything that it took. */
    public List<Request> taken() {
        return requests.stream().filter(Request::isTaken).toList();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                Map<String, String> headers = new TreeMap<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String[] parts = header.split(":", 2);
                    headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
                }
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                Reply reply = manner.apply(new Request(line, headers, body, Reply.hang()));
                requests.add(new Request(line, headers, body, reply));
                OutputStream out = socket.getOutputStream();
                out.write(reply.head().getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                if (reply.hangs()) {
                    // Until the gateway has had enough.
                    in.read();
                    return;
                }
            }
        } catch (IOException gone) {
            // The gateway left.
        } finally {
            open.remove(socket);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void start(Runnable step) {
        var thread = new Thread(step, "given-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
