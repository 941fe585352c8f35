package dev.chainrule;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which of the packages below {@code root} may import which others. A package is named by its first segment below the root, the root
 * itself by "". One that is not in the table is a violation, so that a new package has to be given its place.
 */
final class Directions extends ArchCondition<JavaClass> {

    private final String root;
    private final Map<String, Set<String>> table = new TreeMap<>();

    private Directions(String root) {
        super("import only the packages that the table below " + root + " names");
        this.root = root;
    }

    static Directions below(String root) {
        return new Directions(root);
    }

    Directions with(String name, String... mayImport) {
        table.put(name, Set.of(mayImport));
        return this;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String from = segment(type);
        Set<String> allowed = table.get(from);
        if (allowed == null) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is in a package without a row: " + from));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (isBelowRoot(target) && !segment(target).equals(from) && !allowed.contains(segment(target))) {
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
            }
        }
    }

    private boolean isBelowRoot(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    private String segment(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(root)) {
            return "";
        }
        String below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
