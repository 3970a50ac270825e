package org.icecoat.trust.proxy;

import java.util.List;
import org.icecoat.trust.credential.ProxyChain;

/** One aspect of judging a chain; it tells everything that it finds. */
@FunctionalInterface
interface ChainCheck {
  List<Finding> findings(ProxyChain chain);
}
