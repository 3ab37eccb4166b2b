package io.lineside.gateway.door.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.intake.Feasibility;
import io.lineside.gateway.intake.FeasibilityResult;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.model.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents that somebody has damaged: whatever is in them, they are orders or they are refused in words, and what orders they
 * are is judged like any other. {@code -Dlineside.fuzz.documents} says how many for each seed.
 */
class FormatFuzzTest {
    private static final Path FOLDER = Path.of("src/test/resources/doors");
    private static final int DOCUMENTS = Integer.getInteger("lineside.fuzz.documents", 300);
    private static final Edition C2M = c2m();
    private static final List<Path> SAMPLES = samples();
    private static final List<String> PIECES = List.of(
            "\"",
            ",",
            ";",
            "\n",
            "\r\n",
            "\t",
            "<",
            ">",
            "</",
            "/>",
            "&",
            "&#0;",
            "&lol;",
            "<!DOCTYPE a>",
            "]]>",
            "<![CDATA[",
            "<!--",
            "xmlns=\"\"",
            "option.",
            ".",
            "\u0000",
            "\uFEFF",
            "\u202E",
            "1e400",
            "-0",
            "NaN",
            "9".repeat(400),
            "💥");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void damagedDocumentIsOrdersOrIsRefusedInWords(long seed) throws IOException {
        // Given
        var random = new Random(seed);
        for (int i = 0; i < DOCUMENTS; i++) {
            Path sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
            byte[] damaged = damaged(Files.readAllBytes(sample), random);
            Format format = Format.ofFile(sample.toString()).orElseThrow();

            // When
            Reading reading = DocumentReader.read(damaged, format, C2M.catalog());

            // Then
            if (reading instanceof Reading.Bad bad) {
                assertThat(bad.refusal().detail()).isNotBlank().hasSizeLessThan(2_000);
            } else {
                ((Reading.Orders) reading).orders().forEach(FormatFuzzTest::isJudged);
            }
        }
    }

    private static void isJudged(OrderText order) {
        FeasibilityResult result =
                Feasibility.of(C2M).judge(new IntakeCall(new TenantId("acme"), Optional.empty(), order.json()));
        if (result instanceof FeasibilityResult.Judged judged) {
            judged.causes().forEach(cause -> assertThat(order.place(cause.pointer()))
                    .as(cause.pointer())
                    .isPresent());
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] found = bytes;
        for (int i = 0; i <= random.nextInt(4); i++) {
            found = once(found, random);
        }
        return found;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(40));
        byte[] piece = random.nextBoolean()
                ? PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8)
                : new byte[] {(byte) random.nextInt(256)};
        return switch (random.nextInt(4)) {
            case 0 -> joined(Arrays.copyOf(bytes, at), piece, Arrays.copyOfRange(bytes, at, bytes.length));
            case 1 -> joined(Arrays.copyOf(bytes, at), new byte[0], Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 -> joined(Arrays.copyOf(bytes, to), new byte[0], Arrays.copyOfRange(bytes, at, bytes.length));
            default -> joined(Arrays.copyOf(bytes, at), piece, Arrays.copyOfRange(bytes, to, bytes.length));
        };
    }

    private static byte[] joined(byte[] head, byte[] middle, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + middle.length + tail.length);
        System.arraycopy(middle, 0, all, head.length, middle.length);
        System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
        return all;
    }

    private static List<Path> samples() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> Format.ofFile(file.toString())
                            .filter(format -> format != Format.JSON)
                            .isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Edition c2m() {
        Clock clock = Clock.systemUTC();
        var ready = (SiteCheck.Ready) SiteCheck.of(Path.of("../../config/sites/c2m"), LineRegistry.providers(), clock);
        return ready.edition(new OrderIds(clock), clock);
    }
}
