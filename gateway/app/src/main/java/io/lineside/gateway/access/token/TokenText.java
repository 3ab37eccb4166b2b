package io.lineside.gateway.access.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token in parts (RFC 7515, 7.1), of which nothing is believed yet. Read with limits, and once: a name that is given twice
 * is refused, because two readers could take another one each.
 *
 * @param header what it says about itself
 * @param claims what it says about its holder
 * @param signed the bytes that the signature is about
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two tokens, and nobody changes one.
record TokenText(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {
    /** Characters; a head of a request has room for no more. */
    static final int LONGEST = 7_000;

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    private static final int DEPTH = 8;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(30)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static TokenText read(String token) throws RefusedTokenException {
        RefusedTokenException.require(token.length() <= LONGEST, TokenRule.SIZE);
        Matcher parts = FORM.matcher(token);
        RefusedTokenException.require(parts.matches(), TokenRule.FORM);
        return new TokenText(
                json(bytes(parts.group(1))),
                json(bytes(parts.group(2))),
                token.substring(0, parts.end(2)).getBytes(StandardCharsets.US_ASCII),
                bytes(parts.group(3)));
    }

    private static byte[] bytes(String base64) throws RefusedTokenException {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new RefusedTokenException(TokenRule.FORM);
        }
    }

    private static JsonNode json(byte[] text) throws RefusedTokenException {
        try {
            JsonNode node = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString());
            RefusedTokenException.require(node.isObject(), TokenRule.FORM);
            return node;
        } catch (JsonProcessingException e) {
            boolean twice = String.valueOf(e.getOriginalMessage())
                    .toLowerCase(Locale.ROOT)
                    .contains("duplicate");
            throw new RefusedTokenException(twice ? TokenRule.DUPLICATE : TokenRule.FORM);
        } catch (CharacterCodingException | NumberFormatException e) {
            throw new RefusedTokenException(TokenRule.FORM);
        }
    }
}
