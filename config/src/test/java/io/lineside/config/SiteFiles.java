package io.lineside.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes a small good site, so that a test only has to say what is different. */
record SiteFiles(Path folder) {
    static final Map<String, String> ENVIRONMENT = Map.of(
            "BROKER_PASSWORD",
            "s3cret",
            "HOST",
            "10.0.0.7",
            "OPERATOR_TOKEN",
            "an-operator-token-of-32-letters!",
            "ANNA_TOKEN",
            "annas-own-token-of-some-letters",
            "HOOK",
            "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=");
    static final String SITE = "enterprise: acme\nsite: north\n";
    static final String LINE =
            """
            line: glaze-1
            area: finishing
            capabilities: [glazing]
            protocol: opcua-job-control
            connection: { endpoint: opc.tcp://127.0.0.1:4840 }
            """;
    static final String PRODUCT =
            """
            product: mug
            version: 3
            title: { en: Mug }
            options:
              color: { type: choice, values: [white, teal] }
            operations:
              - { id: glaze, workMaster: glaze/2, needs: [glazing], each: PT20S }
            """;

    static SiteFiles good(Path folder) {
        return new SiteFiles(folder)
                .with("site.yaml", SITE)
                .with("lines/glaze-1.yaml", LINE)
                .with("products/mug.yaml", PRODUCT);
    }

    SiteFiles with(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SiteResult load() {
        return SiteLoader.load(folder, FakeProvider.ALL, name -> Optional.ofNullable(ENVIRONMENT.get(name)));
    }

    Site loaded() {
        SiteResult result = load();
        if (result instanceof SiteResult.Loaded loaded) {
            return loaded.site();
        }
        throw new AssertionError("expected a site without faults, was " + result);
    }
}
