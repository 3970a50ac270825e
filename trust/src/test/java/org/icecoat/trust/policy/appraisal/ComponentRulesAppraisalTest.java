package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentRulesAppraisalTest {
  @TempDir private static Path folder;
  private static TestingSigners signers;

  private TestingSite site;

  @BeforeAll
  static void open() {
    signers = new TestingSigners(folder);
  }

  @AfterAll
  static void close() {
    signers.close();
  }

  @BeforeEach
  void start() {
    site = new TestingSite(signers);
  }

  @Test
  void a_plug_in_that_restarted_measures_again_without_alarm() {
    site.node.component("qemu", "e0").component("libvirt", "1b").component("plugin", "50");
    site.isTrusted();
  }

  @Test
  void optional_things_may_be_there_or_not() {
    site.node.component("ovmf", "0f");
    site.isTrusted();
  }

  @Test
  void components_added_changed_or_removed_are_each_refused_for_their_reason() {
    site.node.component("rootkit", "66");
    site.isRefusedFor("COMPONENT_UNKNOWN");
    site.node.components.remove(3);
    site.node.component("libvirt", "66");
    Rejected changed = site.rejected();
    assertThat(changed.detailed())
        .isEqualTo(
            "COMPONENT_CHANGED: libvirt is sha256:%s (/usr/lib/libvirt)"
                .formatted("66".repeat(32)));
    site.node.components.remove(3);
    site.node.components.remove(1);
    Rejected removed = site.rejected();
    assertThat(removed.detailed()).isEqualTo("COMPONENT_MISSING: libvirt");
  }

  @Test
  void a_digest_of_one_component_does_not_pass_for_another() {
    site.node.components.remove(1);
    site.node.component("libvirt", "e0");
    site.isRefusedFor("COMPONENT_CHANGED");
  }

  @Test
  void an_empty_log_of_components_beside_an_untouched_pcr_is_not_enough() {
    site.node.components.clear();
    site.isRefusedFor("PCR_SILENT", "COMPONENT_MISSING", "COMPONENT_MISSING", "COMPONENT_MISSING");
  }
}
