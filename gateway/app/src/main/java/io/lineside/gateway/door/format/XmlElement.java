package io.lineside.gateway.door.format;

import java.util.List;

/**
 * One element of an XML document.
 *
 * @param name without its namespace
 * @param path from the root, as {@code /OperationsSchedule/OperationsRequest[2]/ID}; counted where there are several
 * @param text of its own, stripped; empty where it has elements
 * @param children in the order of the document
 */
record XmlElement(String name, String path, String text, List<XmlElement> children) {
    XmlElement {
        children = List.copyOf(children);
    }

    /** The elements of a name. */
    List<XmlElement> all(String wanted) {
        return children.stream().filter(child -> child.name().equals(wanted)).toList();
    }
}
