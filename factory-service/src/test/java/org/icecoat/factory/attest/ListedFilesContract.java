package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import org.icecoat.factory.store.EvidenceStore;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.Test;

/** A factory asks a node for what is new in its list of files. */
abstract class ListedFilesContract extends ListedSite {
  @Test
  void what_is_new_is_asked_for_and_nothing_else() {
    isTrusted();
    isTrusted();
    node.kernel.ng("/bin/good", "01").ng("/var/tmp/x", "66");
    isTrusted();
    isTrusted();
    wasAskedAfter(0L, 2L, 2L, 4L);
  }

  @Test
  void a_factory_that_was_restarted_goes_on_where_it_was() {
    isTrusted();
    trust = startedFactory();
    isTrusted();
    wasAskedAfter(0L, 2L);
  }

  @Test
  void the_same_tpm_enrolled_again_goes_on_and_one_that_was_removed_begins_anew() {
    isTrusted();
    trust.enrol(NODE, tpm());
    isTrusted();
    wasAskedAfter(0L, 2L);
    assertThat(new NodeStore(database.jdbi()).removeIfEmpty(NODE.name())).isTrue();
    trust.enrol(NODE, tpm());
    isTrusted();
    wasAskedAfter(0L);
  }

  @Test
  void whoever_is_rejected_is_asked_for_all_of_it_until_he_is_trusted_again() {
    isTrusted();
    node.kernel.ng("/bin/evil", "66");
    isRejectedFor("line 3, /bin/evil");
    wasAskedAfter(0L, 2L, 0L);
    isRejectedFor("line 3, /bin/evil");
    wasAskedAfter(0L);
    node.reboot();
    isTrusted();
    isTrusted();
    wasAskedAfter(0L, 2L);
  }

  @Test
  void evidence_that_is_kept_says_which_lines_it_holds() {
    isTrusted();
    node.kernel.ng("/bin/good", "01");
    TrustResult result = attest();
    Octets kept =
        new EvidenceStore(database.jdbi())
            .of(NODE.name(), result.evidence().orElseThrow())
            .orElseThrow();
    Evidence evidence = Evidence.parse(kept);
    assertThat(evidence.digest()).isEqualTo(result.evidence().orElseThrow());
    assertThat(evidence.logs().from().lines()).isEqualTo(2);
    assertThat(evidence.logs().ima()).isEqualTo(node.kernel.ascii(2));
  }
}
