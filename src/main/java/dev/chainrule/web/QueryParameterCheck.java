package dev.chainrule.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses query parameters that an operation does not have, so that a typo such as {@code ?dryrun=true} does not pass silently. An
 * operation that takes its parameters as a map checks them itself.
 */
@Configuration(proxyBeanMethods = false)
class QueryParameterCheck implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && !request.getParameterMap().isEmpty()) {
            List<MethodParameter> declared = Arrays.stream(method.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                    .toList();
            boolean takesAny =
                    declared.stream().anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getParameterType()));
            if (!takesAny) {
                Queries.allowOnly(
                        request.getParameterMap().keySet(),
                        declared.stream().map(QueryParameterCheck::name).toArray(String[]::new));
            }
        }
        return true;
    }

    private static String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        String given = annotation == null ? "" : annotation.name();
        return given.isEmpty() ? String.valueOf(parameter.getParameter().getName()) : given;
    }
}
