package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code lineside check}, with and without an order. */
class CheckCommandTest {
    private static final String SITE = "../../config/sites/c2m";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void siteWithoutFaultIsCounted() {
        assertThat(check(SITE)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(SITE + ": 6 line(s), 5 product(s), 18 example(s), no fault");
    }

    @Test
    void webhookToAnAddressInsideIsAFault() throws IOException {
        // Given
        copyDemo();
        Files.writeString(folder.resolve("s"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Files.writeString(
                folder.resolve("platforms.yaml"),
                """
                keys: []
                webhooks:
                  - { id: a, tenant: t, url: "https://10.1.2.3/", secrets: ["${file:s}"] }
                  - { id: b, tenant: t, url: "https://[::ffff:7f00:1]/", secrets: ["${file:s}"] }
                  - { id: c, tenant: t, url: "https://10.1.2.3/", secrets: ["${file:s}"], allowPrivate: [10.1.2.0/24] }
                  - { id: d, tenant: t, url: "https://169.254.169.254/", secrets: ["${file:s}"], allowPrivate: [0.0.0.0/0] }
                """);

        // When
        int code = check(folder.toString());

        // Then
        assertThat(code).isEqualTo(ExitCode.BAD_SITE);
        assertThat(out.toString() + err)
                .contains("platforms.yaml:3:5: webhooks[0].url: must be a public address, was 10.1.2.3 (private);"
                        + " allowed: networks in allowPrivate")
                .contains("webhooks[1].url: must be a public address")
                .doesNotContain("webhooks[2]")
                .contains("webhooks[3].url: must be a public address, was 169.254.169.254 (of a cloud's metadata)");
    }

    @Test
    void mappingThatIsNoProgramAndDoorThatNamesNoneAreFaults() throws IOException {
        // Given
        copyDemo();
        Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(folder.resolve("mappings/web.jq"), "{items: [.lines[] | {product: env.PRODUCT}]}");

        // When
        int code = check(folder.toString());

        // Then
        assertThat(code).isEqualTo(ExitCode.BAD_SITE);
        assertThat(out.toString() + err)
                .contains("mappings/web.jq:1:31: must call a function that there is, was 'env'");
        Files.writeString(folder.resolve("doors.yaml"), "folders: [{ name: a, tenant: t, mapping: shop }]\n");
        assertThat(check(folder.toString())).isEqualTo(ExitCode.BAD_SITE);
        assertThat(out.toString() + err)
                .contains(
                        "doors.yaml:1:42: folders[0].mapping: must name a file of mappings/ without its .jq, was 'shop';"
                                + " allowed: web");
    }

    private void copyDemo() throws IOException {
        Path demo = Path.of("../../config/sites/demo");
        try (Stream<Path> files = Files.walk(demo)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Path copy = folder.resolve(demo.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void planOfAnOrderIsPrinted() {
        // When
        int code = check(SITE, "--order", SITE + "/orders/mixed.json");

        // Then
        assertThat(code).as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("mixed.json: can be made")
                .contains("item 1: 2 x sneaker@1 (size 42, upper \"coral\", sole \"gum\", heel 30.0, name \"Ada\"")
                .contains("cut        on cut-1        cut/1")
                .contains("sends    Program \"UPPER-coral\", Size \"42\"")
                .contains("consumes 4 C62 SOLE-gum-42")
                .contains("item 3: 1 x computer@2")
                .doesNotContain("FAN-120");
    }

    @Test
    void orderThatCanNotBeMadeIsToldWithItsCausesAndAlternatives() {
        // When
        int code = check(SITE, "--order", SITE + "/orders/refused.json");

        // Then
        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString())
                .contains("refused.json: can not be made")
                .contains("/items/0/options: Only the passive N100 stays cool without a fan (rule fanless)")
                .contains("/items/1/options/size: must be within bounds, was 47; allowed: whole numbers from 36 to 46")
                .contains("instead, item 1: processor n100");
    }

    @Test
    void orderThatCanNotBeReadIsAWrongCommandLine() throws IOException {
        // Given
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");

        // Then
        assertThat(check(SITE, "--order", folder.resolve("none.json").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("must be a readable text file");
        assertThat(check(SITE, "--order", broken.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("is not JSON");
    }

    @Test
    void whatOnlyTheProtocolCanJudgeIsToldWithItsPlace() throws IOException {
        // Given
        Files.writeString(folder.resolve("site.yaml"), "enterprise: acme\nsite: north\n");
        Files.createDirectories(folder.resolve("lines"));
        Files.writeString(
                folder.resolve("lines/kiln-1.yaml"),
                """
                line: kiln-1
                area: finishing
                capabilities: [firing]
                protocol: opcua-job-control
                connection: { endpoint: "opc.tcp://plc:4840/jobs", receiver: "ns=2;s=Jobs" }
                """);

        // Then
        assertThat(check(folder.toString())).isEqualTo(ExitCode.BAD_SITE);
        assertThat(err.toString())
                .startsWith("lines/kiln-1.yaml:5:13: connection.receiver: must be nsu=")
                .contains("the index of a namespace can change with every restart of the server, was 'ns=2;s=Jobs'");
    }

    private int check(String... arguments) {
        CommandLine command = LinesideMain.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }
}
