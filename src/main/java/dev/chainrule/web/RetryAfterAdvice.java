package dev.chainrule.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Every 503 says when to come back, also those of the health endpoints. */
@ControllerAdvice
class RetryAfterAdvice implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (response instanceof ServletServerHttpResponse answer
                && answer.getServletResponse().getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()
                && !answer.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER)) {
            answer.getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(ProblemException.RETRY_WHEN_NOT_READY));
        }
        return body;
    }
}
