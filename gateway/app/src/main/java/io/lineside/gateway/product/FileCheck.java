package io.lineside.gateway.product;

import com.google.re2j.Pattern;
import io.lineside.config.product.OptionConfig;
import io.lineside.gateway.product.expression.Names;
import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks a reference to a file; the file itself is never fetched. Thread-safe. */
record FileCheck(OptionCheck check, OptionConfig.FileReference file) {
    /** An https URL without user, password or fragment. */
    static final String URL = "https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*)?";

    static final int LONGEST_URL = 2_000;
    /** A SHA-256 in lower case. */
    static final String SHA256 = "[0-9a-f]{64}";

    private static final Pattern URLS = Pattern.compile(URL);
    private static final Pattern DIGESTS = Pattern.compile(SHA256);

    Map<String, ParameterValue> check(@Nullable Object value, Consumer<OptionFault> faults) {
        if (!(value instanceof Map<?, ?> reference)) {
            check.refuse("type", value, "must be an object that refers to a file", faults);
            return Map.of();
        }
        var found = new ArrayList<OptionFault>();
        reference.keySet().stream()
                .filter(key -> !Names.FILE_MEMBERS.contains(String.valueOf(key)))
                .forEach(key ->
                        found.add(check.fault("unknown-field", OptionCheck.plainly(key), "must have no other field")));
        Optional<String> url = text(reference.get("url"), URLS, LONGEST_URL);
        Optional<String> sha256 = text(reference.get("sha256"), DIGESTS, LONGEST_URL);
        Object mediaType = reference.get("mediaType");
        Optional<Long> size = size(reference.get("size"));
        require(url.isPresent(), "url", reference.get("url"), "must have an https url", found);
        require(sha256.isPresent(), "sha256", reference.get("sha256"), "must have its SHA-256 in hex", found);
        boolean known = mediaType instanceof String text && file.mediaTypes().contains(text);
        require(known, "media-type", mediaType, "must be of an allowed media type", found);
        require(size.isPresent(), "size", reference.get("size"), "must have its size in bytes, within bounds", found);
        found.forEach(faults);
        return found.isEmpty()
                ? values(url.orElseThrow(), sha256.orElseThrow(), String.valueOf(mediaType), size.orElseThrow())
                : Map.of();
    }

    private void require(boolean holds, String rule, @Nullable Object was, String must, List<OptionFault> found) {
        if (!holds) {
            found.add(check.fault(rule, was == null ? "absent" : check.shown(was), must));
        }
    }

    private Map<String, ParameterValue> values(String url, String sha256, String mediaType, long size) {
        var values = new LinkedHashMap<String, ParameterValue>();
        String name = check.option().name();
        values.put(Names.member(name, "url"), new ParameterValue.Text(url));
        values.put(Names.member(name, "sha256"), new ParameterValue.Text(sha256));
        values.put(Names.member(name, "mediaType"), new ParameterValue.Text(mediaType));
        values.put(Names.member(name, "size"), new ParameterValue.Whole(size));
        return values;
    }

    private static Optional<String> text(@Nullable Object value, Pattern pattern, int longest) {
        return value instanceof String text && text.length() <= longest && pattern.matches(text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private Optional<Long> size(@Nullable Object value) {
        BigDecimal limit = BigDecimal.valueOf(file.maxSize().bytes());
        Optional<BigDecimal> number = value instanceof Long || value instanceof Integer
                ? Optional.of(BigDecimal.valueOf(((Number) value).longValue()))
                : value instanceof BigDecimal decimal
                        ? Optional.of(decimal)
                        : value instanceof BigInteger whole ? Optional.of(new BigDecimal(whole)) : Optional.empty();
        return number.filter(found -> found.signum() > 0 && found.compareTo(limit) <= 0)
                .filter(found -> found.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::longValueExact);
    }
}
