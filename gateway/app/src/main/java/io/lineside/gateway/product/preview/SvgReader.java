package io.lineside.gateway.product.preview;

import io.lineside.config.product.PreviewConfig;
import io.lineside.config.source.Expression;
import io.lineside.config.source.FaultLog;
import io.lineside.gateway.product.expression.CompiledExpression;
import io.lineside.gateway.product.expression.Language;
import io.lineside.gateway.product.preview.SvgTemplate.Element;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads and compiles the drawing of a product, noting every fault. Confined to the compiling thread. */
public final class SvgReader {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final int DEEPEST = 50;

    private final PreviewConfig preview;
    private final Language language;
    private final FaultLog faults;

    private SvgReader(PreviewConfig preview, Language language, FaultLog faults) {
        this.preview = preview;
        this.language = language;
        this.faults = faults;
    }

    /** Compiles a drawing whose expressions are of this language; empty after noting a fault. */
    public static Optional<SvgTemplate> read(PreviewConfig preview, Language language, FaultLog faults) {
        int before = faults.size();
        Optional<Element> root = new SvgReader(preview, language, faults).document();
        return faults.size() > before ? Optional.empty() : root.map(SvgTemplate::new);
    }

    private Optional<Element> document() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(preview.svg()));
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.DTD) {
                    fault(xml, "must have no document type");
                }
            }
            if (!xml.getLocalName().equals("svg")) {
                fault(xml, "must be an svg, was " + xml.getLocalName());
            }
            return Optional.of(element(xml, Set.of(), 0));
        } catch (XMLStreamException e) {
            faults.add(
                    preview.at(),
                    "must name an SVG, was broken on line " + e.getLocation().getLineNumber() + " of the file");
            return Optional.empty();
        }
    }

    private Element element(XMLStreamReader xml, Set<String> known, int depth) throws XMLStreamException {
        String name = xml.getLocalName();
        if (!SvgWords.ELEMENTS.contains(name) || depth > DEEPEST) {
            fault(
                    xml,
                    "must only draw, was " + name + "; allowed: "
                            + String.join(", ", new TreeSet<>(SvgWords.ELEMENTS)));
        }
        Optional<CompiledExpression> when = Optional.ofNullable(xml.getAttributeValue(null, "when"))
                .flatMap(source -> language.condition(new Expression(source, preview.at()), known, faults));
        Set<String> inside = new HashSet<>(known);
        when.ifPresent(condition -> inside.addAll(condition.proves()));
        Map<String, Filled> attributes = attributes(xml, inside);
        var children = new ArrayList<Object>();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(xml, inside, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                children.add(filled(xml.getText(), inside));
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                fault(xml, "must have no entities of its own");
            }
        }
        return new Element(name, attributes, when, children);
    }

    private Map<String, Filled> attributes(XMLStreamReader xml, Set<String> known) {
        var attributes = new LinkedHashMap<String, Filled>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            String prefix = xml.getAttributePrefix(i);
            boolean plain = prefix == null || prefix.isEmpty();
            String fixed = PLACE.matcher(xml.getAttributeValue(i)).replaceAll("");
            if (name.equals("when") && plain) {
                continue;
            }
            if (!plain || !SvgWords.ATTRIBUTES.contains(name) || !SvgWords.isHarmless(fixed)) {
                fault(
                        xml,
                        "must have no attribute that does more than draw, was " + (plain ? "" : prefix + ":") + name);
            } else {
                attributes.put(name, filled(xml.getAttributeValue(i), known));
            }
        }
        return attributes;
    }

    private Filled filled(String text, Set<String> known) {
        List<Object> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            parts.add(text.substring(end, place.start()));
            language.value(new Expression(place.group(1).strip(), preview.at()), known, faults)
                    .ifPresent(parts::add);
            end = place.end();
        }
        parts.add(text.substring(end));
        return new Filled(parts);
    }

    private void fault(XMLStreamReader xml, String rule) {
        faults.add(preview.at(), rule + ", on line " + xml.getLocation().getLineNumber() + " of the file");
    }
}
