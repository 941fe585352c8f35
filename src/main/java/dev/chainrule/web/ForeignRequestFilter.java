package dev.chainrule.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The door, before everything else: refuses requests that a web page of somebody else makes a browser send. {@code Origin} tells of
 * those that go to our address openly. {@code Host} tells of DNS rebinding, where the page's own name is made to lead to our address,
 * so that the browser takes our answers for the page's. Both are set by the browser, and no page can change them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForeignRequestFilter extends OncePerRequestFilter {

    private final AllowedHosts hosts;
    private final ObjectProvider<HandlerExceptionResolver> answers;

    ForeignRequestFilter(
            ChainruleProperties properties,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> answers) {
        this.hosts = new AllowedHosts(properties.allowedHosts());
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> refusal = foreign(request, HttpHeaders.HOST, hosts::isHost)
                .or(() -> foreign(request, HttpHeaders.ORIGIN, hosts::isOrigin));
        if (refusal.isPresent()) {
            answers.getObject().resolveException(request, response, null, ProblemException.forbidden(refusal.get()));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A header that is not there refuses nothing: browsers send {@code Host} always, and {@code Origin} wherever it matters. */
    private static Optional<String> foreign(HttpServletRequest request, String header, Predicate<String> allowed) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.stream()
                .filter(allowed.negate())
                .findFirst()
                .map(value -> "the " + header + " " + JsonText.quote(value)
                        + " is foreign to this service; its configuration names more in chainrule.allowed-hosts");
    }
}
