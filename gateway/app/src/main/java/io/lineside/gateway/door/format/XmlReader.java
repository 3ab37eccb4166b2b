package io.lineside.gateway.door.format;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML from strangers into a tree of elements: no document type, so no entity but those of XML itself; nothing is
 * fetched; depth, elements and texts are limited. Attributes are not read. Confined to one thread.
 */
final class XmlReader {
    private static final int DEEPEST = 32;
    private static final int MOST_ELEMENTS = 200_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader in;
    private final Set<String> namespaces;
    private int elements;

    private XmlReader(XMLStreamReader in, Set<String> namespaces) {
        this.in = in;
        this.namespaces = namespaces;
    }

    /** Not XML that we read; the message says why and where. */
    static final class NotReadException extends Exception {
        private static final long serialVersionUID = 1L;

        NotReadException(String message) {
            super(message);
        }
    }

    private static XMLInputFactory factory() {
        // The one of the Java runtime: another on the class path might not know these limits.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Reads a document.
     *
     * @param skipped names of elements whose content is not looked at, of whatever namespace
     */
    static XmlElement read(String text, Set<String> namespaces, Set<String> skipped) throws NotReadException {
        try {
            XMLStreamReader in = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new XmlReader(in, namespaces).document(skipped);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            throw new NotReadException("must be XML, was broken: " + said);
        } catch (RuntimeException bug) {
            // The parser of the Java runtime has some, such as a missing message for a bad character in a document
            // type.
            throw new NotReadException("must be XML, was broken: the parser gave up with "
                    + bug.getClass().getSimpleName());
        }
    }

    private XmlElement document(Set<String> skipped) throws XMLStreamException, NotReadException {
        String encoding = in.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw refused("must say that it is UTF-8, was '" + encoding + "'");
        }
        while (in.next() != XMLStreamConstants.START_ELEMENT) {
            refuseDocumentType();
        }
        XmlElement root = element("/" + in.getLocalName(), 1, skipped);
        while (in.hasNext()) {
            in.next();
        }
        return root;
    }

    private XmlElement element(String path, int depth, Set<String> skipped)
            throws XMLStreamException, NotReadException {
        String name = in.getLocalName();
        boolean looked = !skipped.contains(name);
        if (looked && !namespaces.contains(String.valueOf(in.getNamespaceURI()))) {
            throw refused(
                    "must be in a namespace of B2MML, was '" + in.getNamespaceURI() + "' of " + path + "; allowed: "
                            + String.join(", ", namespaces.stream().sorted().toList()));
        }
        if (depth > DEEPEST || ++elements > MOST_ELEMENTS) {
            throw refused("may have elements " + DEEPEST + " deep and " + MOST_ELEMENTS + " in all, was more");
        }
        var text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            refuseDocumentType();
            if (in.isStartElement()) {
                String child = in.getLocalName();
                int number = seen.merge(child, 1, Integer::sum);
                XmlElement read = element(
                        path + "/" + child + (number > 1 ? "[" + number + "]" : ""),
                        depth + 1,
                        looked ? skipped : Set.of(child));
                if (looked) {
                    children.add(read);
                }
            } else if (in.isCharacters() && looked) {
                text.append(in.getText());
                if (text.length() > LONGEST_TEXT) {
                    throw refused("may have texts of " + LONGEST_TEXT + " characters, was more in " + path);
                }
            }
        }
        if (!children.isEmpty() && !text.toString().isBlank()) {
            throw refused("may have no text between elements, was some in " + path);
        }
        return new XmlElement(name, path, text.toString().strip(), children);
    }

    private void refuseDocumentType() throws NotReadException {
        int event = in.getEventType();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw refused("may have no document type and no entities, was one");
        }
    }

    private NotReadException refused(String message) {
        return new NotReadException(message + " (line " + in.getLocation().getLineNumber() + ")");
    }
}
