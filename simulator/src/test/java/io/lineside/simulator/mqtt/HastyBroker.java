package io.lineside.simulator.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A broker for one client that delivers a request before it has said that the subscription stands, as MQTT 5 allows
 * (3.8.4: the server may send PUBLISH packets before SUBACK).
 */
final class HastyBroker implements AutoCloseable {
    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final String topic;
    private final String request;

    HastyBroker(String topic, String request) throws IOException {
        this.topic = topic;
        this.request = request;
        Thread worker = new Thread(this::serve, "hasty-broker");
        worker.setDaemon(true);
        worker.start();
    }

    URI uri() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    /** The topics that the client has published to, in its order. */
    List<String> published() {
        return published;
    }

    private void serve() {
        try (Socket client = server.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            while (true) {
                int first = in.readUnsignedByte();
                byte[] body = in.readNBytes(length(in));
                answer(first >> 4, body, client.getOutputStream());
            }
        } catch (IOException e) {
            published.add("connection over");
        }
    }

    private void answer(int type, byte[] body, OutputStream out) throws IOException {
        ByteBuffer packet = ByteBuffer.wrap(body);
        switch (type) {
            case CONNECT -> out.write(new byte[] {0x20, 3, 0, 0, 0});
            case SUBSCRIBE -> {
                out.write(request());
                out.write(new byte[] {(byte) 0x90, 4, packet.get(), packet.get(), 0, 1});
            }
            case PUBLISH -> {
                byte[] name = new byte[packet.getShort()];
                packet.get(name);
                published.add(new String(name, StandardCharsets.UTF_8));
                out.write(new byte[] {0x40, 2, packet.get(), packet.get()});
            }
            default -> {
                // Acknowledgements and farewells.
            }
        }
        out.flush();
    }

    private byte[] request() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        body.write(ByteBuffer.allocate(2).putShort((short) name.length).array());
        body.write(name);
        body.write(new byte[] {0, 7, 0}); // packet id 7, no properties
        body.write(request.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x32); // QoS 1
        int rest = body.size();
        for (; rest >= 0x80; rest >>= 7) {
            packet.write((rest & 0x7f) | 0x80);
        }
        packet.write(rest);
        body.writeTo(packet);
        return packet.toByteArray();
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int part;
        do {
            part = in.readUnsignedByte();
            length |= (part & 0x7f) << shift;
            shift += 7;
        } while (part >= 0x80);
        return length;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
