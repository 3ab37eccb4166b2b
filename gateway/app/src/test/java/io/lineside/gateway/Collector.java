package io.lineside.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces on a real socket, which reads OTLP over HTTP as its protobuf definition says. */
final class Collector implements AutoCloseable {
    private static final int LENGTH_DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private final HttpServer server;
    private final List<Got> spans = new CopyOnWriteArrayList<>();

    /**
     * A span that came.
     *
     * @param kind 1 internal, 2 server, 3 client, 4 producer, 5 consumer
     * @param start nanoseconds since 1970
     * @param end nanoseconds since 1970
     * @param status 2 for an error
     */
    record Got(
            String trace,
            String id,
            String parent,
            String name,
            int kind,
            long start,
            long end,
            Map<String, String> attributes,
            int status) {
        String attribute(String key) {
            return attributes.getOrDefault("lineside." + key, "");
        }
    }

    private Collector(HttpServer server) {
        this.server = server;
    }

    /** Listens on that port, 0 for any. */
    static Collector start(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var collector = new Collector(server);
            server.createContext("/v1/traces", exchange -> {
                collector.take(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Got> spans() {
        return List.copyOf(spans);
    }

    private void take(byte[] request) throws IOException {
        for (ByteString resource : all(ByteString.copyFrom(request), 1)) {
            for (ByteString scope : all(resource, 2)) {
                for (ByteString span : all(scope, 2)) {
                    spans.add(span(span));
                }
            }
        }
    }

    private static Got span(ByteString bytes) throws IOException {
        Fields span = fields(bytes);
        Map<String, String> attributes = new HashMap<>();
        for (ByteString attribute : all(bytes, 9)) {
            Fields pair = fields(attribute);
            Fields value = fields(pair.bytes(2));
            attributes.put(
                    pair.bytes(1).toStringUtf8(),
                    value.has(1) ? value.bytes(1).toStringUtf8() : String.valueOf(value.number(3)));
        }
        return new Got(
                hex(span.bytes(1)),
                hex(span.bytes(2)),
                hex(span.bytes(4)),
                span.bytes(5).toStringUtf8(),
                (int) span.number(6),
                span.number(7),
                span.number(8),
                attributes,
                (int) fields(span.bytes(15)).number(3));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    /** The last value of each field; empty or 0 for one that is absent, as protobuf has it. */
    private record Fields(Map<Integer, Object> values) {
        boolean has(int number) {
            return values.containsKey(number);
        }

        ByteString bytes(int number) {
            return (ByteString) values.getOrDefault(number, ByteString.EMPTY);
        }

        long number(int number) {
            return (long) values.getOrDefault(number, 0L);
        }
    }

    private static Fields fields(ByteString message) throws IOException {
        Map<Integer, Object> values = new HashMap<>();
        CodedInputStream in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            values.put(WireFormat.getTagFieldNumber(tag), value(in, tag));
        }
        return new Fields(values);
    }

    private static Object value(CodedInputStream in, int tag) throws IOException {
        return switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> in.readUInt64();
            case WireFormat.WIRETYPE_FIXED64 -> in.readFixed64();
            case WireFormat.WIRETYPE_FIXED32 -> (long) in.readFixed32();
            case LENGTH_DELIMITED -> in.readBytes();
            default -> throw new IOException("no field of OTLP has this type: " + tag);
        };
    }

    /** Every value of a field that is repeated. */
    private static List<ByteString> all(ByteString message, int number) throws IOException {
        List<ByteString> all = new ArrayList<>();
        CodedInputStream in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            Object value = value(in, tag);
            if (WireFormat.getTagFieldNumber(tag) == number) {
                all.add((ByteString) value);
            }
        }
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
