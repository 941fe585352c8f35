FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
# first what changes rarely, so that the dependencies stay in a layer of their own
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN ./mvnw -B -q --no-transfer-progress -Pimage dependency:go-offline
COPY src src
RUN ./mvnw -B -q --no-transfer-progress -Pimage -DskipTests package \
    && java -Djarmode=tools -jar target/chainrule.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /app chainrule \
    && mkdir -p /app /data \
    && chown chainrule /data
WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
COPY --from=build /build/src/main/docker/train-aot-cache.sh ./
# here and not in the stage above: the cache is good for this Java and for these files at these places only
RUN ./train-aot-cache.sh --add-modules=jdk.incubator.vector -Dspring.aot.enabled=true
USER chainrule
# inside a container all addresses: what is published is decided outside, by docker run -p or docker-compose.yml
ENV SERVER_ADDRESS=0.0.0.0 \
    CHAINRULE_DATA_DIRECTORY=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=5 \
    CMD curl -fsS http://127.0.0.1:8080/actuator/health/readiness || exit 1
ENTRYPOINT ["java", "--add-modules=jdk.incubator.vector", "-Dspring.aot.enabled=true", "-XX:AOTCache=chainrule.aot", \
    "-XX:MaxRAMPercentage=75", "-jar", "chainrule.jar"]
