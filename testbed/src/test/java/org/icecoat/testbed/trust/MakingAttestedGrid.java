package org.icecoat.testbed.trust;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that makes a grid with TPMs of its own. It takes turns with those that are {@link
 * OnAttestedGrid}: one such grid at a time is enough.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(OnAttestedGrid.TURN)
public @interface MakingAttestedGrid {}
