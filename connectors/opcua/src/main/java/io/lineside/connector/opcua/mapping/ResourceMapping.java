package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95Resource;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Materials and other resources as the structures of OPC 10031-4, and materials back. */
final class ResourceMapping {
    /** Keeps a hostile exponent from becoming gigabytes of digits. */
    private static final Pattern DECIMAL_STRING = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    private ResourceMapping() {}

    static @Nullable List<Isa95Resource> toWire(List<Resource> resources) {
        return resources.isEmpty()
                ? null
                : resources.stream().map(ResourceMapping::toWire).toList();
    }

    static @Nullable List<Isa95Material> materialsToWire(List<Material> materials) {
        return materials.isEmpty()
                ? null
                : materials.stream().map(ResourceMapping::toWire).toList();
    }

    /** Leaves out materials whose MaterialUse the gateway does not act on. */
    static List<Material> materialsFromWire(@Nullable List<Isa95Material> materials) {
        return materials == null
                ? List.of()
                : materials.stream()
                        .flatMap(material -> fromWire(material).stream())
                        .toList();
    }

    private static Isa95Resource toWire(Resource resource) {
        return new Isa95Resource(
                resource.id(),
                null,
                resource.use(),
                decimalString(resource.quantity()),
                UnitCodes.unit(resource.engineeringUnits()),
                null);
    }

    private static Isa95Material toWire(Material material) {
        return new Isa95Material(
                null,
                material.definitionId(),
                material.lotId(),
                material.sublotId(),
                null,
                material.use().text(),
                decimalString(material.quantity()),
                UnitCodes.unit(material.engineeringUnits()),
                null);
    }

    private static Optional<Material> fromWire(Isa95Material material) {
        return MaterialUse.ofText(material.materialUse())
                .map(use -> new Material(
                        material.materialDefinitionId(),
                        material.materialLotId(),
                        material.materialSublotId(),
                        use,
                        quantity(material.quantity()),
                        UnitCodes.code(material.engineeringUnits())));
    }

    private static @Nullable String decimalString(@Nullable BigDecimal quantity) {
        return quantity == null ? null : quantity.toPlainString();
    }

    private static @Nullable BigDecimal quantity(@Nullable String decimalString) {
        return decimalString != null
                        && DECIMAL_STRING.matcher(decimalString.trim()).matches()
                ? new BigDecimal(decimalString.trim())
                : null;
    }
}
