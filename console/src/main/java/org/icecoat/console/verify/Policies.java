package org.icecoat.console.verify;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.icecoat.console.proof.Claim;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;

/**
 * By what the user wants nodes to be judged.
 *
 * @param inForce of each name the newest version
 * @param claims what can be said of them
 * @param vouched whether he named who may sign them
 */
record Policies(List<AcceptedPolicy> inForce, List<Claim> claims, boolean vouched) {
  /** All that software cannot reset and firmware, kernel and plug-in measure into. */
  private static final int USUAL_PCRS = 16;

  Policies {
    inForce = List.copyOf(inForce);
    claims = List.copyOf(claims);
  }

  /** What a quote has to cover for any of them; without any, what is usually measured. */
  PcrSelection selection() {
    TreeSet<Integer> pcrs = new TreeSet<>();
    inForce.forEach(each -> pcrs.addAll(each.signed().policy().pcrs().selection().indexes()));
    return pcrs.isEmpty()
        ? PcrSelection.of(PcrBank.SHA256, IntStream.range(0, USUAL_PCRS).toArray())
        : new PcrSelection(PcrBank.SHA256, List.copyOf(pcrs));
  }
}
