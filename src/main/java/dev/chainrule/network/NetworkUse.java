package dev.chainrule.network;

import java.util.UUID;

/** Whoever works with stored networks says here which of them have to stay. */
public interface NetworkUse {

    /** Whether something unfinished still needs the network. */
    boolean isInUse(UUID networkId);
}
