package io.lineside.gateway;

import com.sun.net.httpserver.HttpServer;
import io.lineside.config.JwtAlgorithm;
import io.lineside.config.JwtConfig;
import io.lineside.config.KeySetPlace;
import io.lineside.config.source.Position;
import io.lineside.connector.testkit.Ports;
import io.lineside.model.TenantId;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** An issuer of tokens with an HTTP server for its keys; signs by the JDK alone, so that it shares no code with who checks. */
public final class TokenIssuer implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** How often its keys were asked for. */
    public final AtomicInteger asked = new AtomicInteger();

    private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
    private final int port;
    private HttpServer server;
    private volatile int status = 200;
    private volatile Optional<String> body = Optional.empty();

    /** One with a key {@code rsa} and a key {@code ec}. */
    public TokenIssuer() throws IOException, GeneralSecurityException {
        add("rsa", "RSA");
        add("ec", "EC");
        port = Ports.next();
        server = serve(port);
    }

    private HttpServer serve(int wanted) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        made.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] answer = body.orElseGet(this::keySet).getBytes(StandardCharsets.UTF_8);
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        made.createContext("/elsewhere", exchange -> {
            byte[] answer = keySet().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        made.start();
        return made;
    }

    /** Makes a key of this name. */
    public void add(String id, String type) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(type);
        if (type.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2_048);
        }
        keys.put(id, generator.generateKeyPair());
    }

    /** A key is not shown any more; what it signed before is still there. */
    public KeyPair forget(String id) {
        return Objects.requireNonNull(keys.remove(id), id);
    }

    /** From now on the server answers so; an empty body stands for its keys. */
    public void answers(int code, Optional<String> text) {
        status = code;
        body = text;
    }

    /** The server is gone. */
    public void stop() {
        server.stop(0);
    }

    /** The server is back, at the same address. */
    public void startAgain() throws IOException {
        server = serve(port);
    }

    /** What a site would say about it. */
    public JwtConfig config(Duration leeway, TenantId... tenants) {
        return new JwtConfig(
                "https://login.example",
                "lineside",
                new KeySetPlace.Server(URI.create("http://127.0.0.1:" + port + "/keys")),
                Optional.empty(),
                Set.of(JwtAlgorithm.RS256, JwtAlgorithm.ES256),
                new JwtConfig.Claims("tenant", "scope"),
                Set.of(tenants),
                leeway,
                Position.startOf(Path.of("platforms.yaml")));
    }

    /** Claims of a token that is good at this time for so long. */
    public static String claims(Instant now, Duration life, String more) {
        return "{\"iss\":\"https://login.example\",\"aud\":\"lineside\",\"azp\":\"shop-1\",\"tenant\":\"acme\",\"exp\":"
                + now.plus(life).getEpochSecond() + more + "}";
    }

    /** A token with these claims, signed by the key of this name. */
    public String token(String key, String claims) {
        String algorithm = pair(key).getPrivate().getAlgorithm().equals("EC") ? "ES256" : "RS256";
        return sign("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + key + "\"}", claims, key);
    }

    /** A token with this very header. */
    public String sign(String header, String claims, String key) {
        return sign(header, claims, pair(key).getPrivate());
    }

    /** A token signed by a key that may be nobody's. */
    public static String sign(String header, String claims, PrivateKey key) {
        String text =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance(
                    key.getAlgorithm().equals("EC") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyPair pair(String id) {
        return Objects.requireNonNull(keys.get(id), id);
    }

    /** The public half of a key. */
    public byte[] publicKey(String id) {
        return pair(id).getPublic().getEncoded();
    }

    /** The key set that the server answers with. */
    public String keySet() {
        return keys.entrySet().stream()
                .map(key -> jwk(key.getKey(), key.getValue()))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String jwk(String id, KeyPair pair) {
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + id + "\",\"n\":\""
                    + number(rsa.getModulus(), 256) + "\",\"e\":\"" + number(rsa.getPublicExponent(), 3) + "\"}";
        }
        var ec = (ECPublicKey) pair.getPublic();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"" + id + "\",\"x\":\""
                + number(ec.getW().getAffineX(), 32) + "\",\"y\":\""
                + number(ec.getW().getAffineY(), 32) + "\"}";
    }

    private static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] exact = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, exact, length - count, count);
        return base64(exact);
    }

    /** In base64url. */
    public static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
