package io.lineside.gateway.door.format;

import io.lineside.gateway.intake.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An element whose children are known: every one that is neither read nor on the list of those that say nothing to us is a
 * fault, so that nothing that is ordered is dropped. Confined to one thread.
 */
final class XmlPart {
    private static final int SHOWN = 80;

    private final XmlElement element;
    private final List<Cause> causes;
    private final Set<String> told = new HashSet<>();

    /**
     * Opens an element.
     *
     * @param read names of children that are read
     * @param ignored names of children that say nothing to us
     */
    XmlPart(XmlElement element, List<Cause> causes, Set<String> read, Set<String> ignored) {
        this.element = element;
        this.causes = causes;
        for (XmlElement child : element.children()) {
            if (!read.contains(child.name()) && !ignored.contains(child.name()) && told.add(child.name())) {
                List<String> allowed = new ArrayList<>(new HashSet<>(read));
                allowed.sort(null);
                causes.add(new Cause(
                        child.path(),
                        "unknown-element",
                        child.name(),
                        String.join(", ", allowed),
                        "is not understood here, and nothing that is ordered is dropped"));
            }
        }
    }

    String path() {
        return element.path();
    }

    /** Children of a name, of which there may be any number. */
    List<XmlElement> all(String name) {
        return element.all(name);
    }

    /** The child of a name, of which there may be one; an empty one is none. */
    Optional<XmlElement> one(String name) {
        List<XmlElement> found = element.all(name).stream()
                .filter(child -> !child.text().isEmpty() || !child.children().isEmpty())
                .toList();
        if (found.size() > 1) {
            causes.add(new Cause(
                    found.get(1).path(), "duplicate", shown(found.get(1).text()), "", "may be there once"));
        }
        return found.stream().findFirst();
    }

    /** The text of the child of a name. */
    Optional<String> text(String name) {
        return one(name).map(XmlElement::text).filter(text -> !text.isEmpty());
    }

    /** Notes that a child which has to be there is not. */
    void missing(String name) {
        causes.add(new Cause(element.path() + "/" + name, "required", "nothing", "", "is required"));
    }

    /** Notes what is wrong with the text of a child. */
    void wrong(String name, String was, String allowed, String detail) {
        causes.add(new Cause(element.path() + "/" + name, "choice", shown(was), allowed, detail));
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
