package dev.chainrule.web;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names and addresses by which the service may be called: those of the loopback interface, and whatever the configuration adds.
 * Ports do not count, since a container's is published under another, and schemes do not, since a proxy may add TLS.
 */
final class AllowedHosts {

    /** A name, an IPv4 address, or an IPv6 address with or without brackets. */
    static final String HOST = "[A-Za-z0-9._-]+|[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,}|\\[[0-9A-Fa-f:.]+]";

    static final String DEMAND = "must be a host name or an address, without scheme and port";

    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]*)?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(.+)", Pattern.CASE_INSENSITIVE);

    private final Set<String> allowed;

    /** @param more besides the loopback interface's; each matches {@link #HOST} */
    AllowedHosts(Collection<String> more) {
        this.allowed = more.stream().map(AllowedHosts::normal).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the value of a {@code Host} header, such as {@code localhost:8080}, names this service. */
    boolean isHost(String header) {
        Matcher authority = AUTHORITY.matcher(header.strip());
        return authority.matches() && isAllowed(normal(authority.group(1)));
    }

    /** Whether the value of an {@code Origin} header, such as {@code http://localhost:8080}, does. {@code null} does not. */
    boolean isOrigin(String header) {
        Matcher origin = ORIGIN.matcher(header.strip());
        return origin.matches() && isHost(origin.group(1));
    }

    private boolean isAllowed(String host) {
        return host.equals("localhost") || allowed.contains(host) || isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** One spelling for each host. Names are not looked up. */
    private static String normal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        try {
            return InetAddress.ofLiteral(name).getHostAddress();
        } catch (IllegalArgumentException e) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
