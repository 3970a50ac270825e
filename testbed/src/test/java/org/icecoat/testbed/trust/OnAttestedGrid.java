package org.icecoat.testbed.trust;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class whose methods get the grid with TPMs that is shared, as a parameter of type {@link
 * AttestedGrid}. One such class runs at a time, beside one of each of the other kinds.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedAttestedGrid.class)
@ResourceLock(OnAttestedGrid.TURN)
public @interface OnAttestedGrid {
  /** Whoever works with a grid with TPMs has it. */
  String TURN = "a grid with TPMs";
}
