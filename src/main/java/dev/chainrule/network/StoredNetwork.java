package dev.chainrule.network;

import java.time.Instant;
import java.util.UUID;

/** A network that the service keeps. */
public record StoredNetwork(UUID id, NetworkDefinition definition, Instant createdAt) {}
