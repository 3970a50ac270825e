package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.TestingConsole;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** What remains of a VM for its owner. */
@OnAttestedGrid
class ReceiptIT {
  private static final int NOT_FOUND = 4;
  private static final int REFUTED = 11;

  @Test
  void a_receipt_outlives_its_vm_and_is_judged_without_the_factory(AttestedGrid grid) {
    TestingConsole user = grid.grid().user();
    TestingVm vm = grid.grid().deploy("echo receipt", "--node", "node2");
    vm.awaitApplication("Succeeded");
    vm.destroy();

    Output fetched =
        user.run("receipt", vm.handle(), "-o", "own.receipt", "--evidence", "own.evidence");
    assertThat(fetched.status()).as(fetched.out() + fetched.err()).isZero();
    assertThat(fetched.out())
        .containsPattern("factory +proved +signed by CN=factory")
        .containsPattern("node +proved +signed by CN=node2")
        .containsPattern("VM +stated +" + vm.id() + " in placement 1")
        .containsPattern(
            "trust +stated +the factory found the node trusted by site version .*, evidence sha256:")
        .containsPattern("owner +stated")
        .containsPattern("run +stated +node2: from .*, last seen .*, gone ")
        .containsPattern("image +stated +the node ran sha256:")
        .containsPattern("image: log +proved +entry \\d+ of log ")
        .containsPattern("judged +proved +the evidence is the named one");
    Output kept = user.run("receipt", "--check", "own.receipt", "--evidence", "own.evidence");
    assertThat(kept.status()).as(kept.out() + kept.err()).isZero();
    assertThat(kept.out()).containsPattern("judged +proved ");
    assertThat(grid.grid().stranger().run("receipt", vm.id().toString()).status())
        .isEqualTo(NOT_FOUND);

    Path receipt = user.home().resolve("own.receipt");
    assertThat(openssl(grid, receipt)).contains("icecoat-receipt: 1").contains("vm: " + vm.id());
    Folders.write(user.home().resolve("forged.receipt"), forged(Folders.read(receipt)));
    assertThat(user.run("receipt", "--check", "forged.receipt").status()).isEqualTo(REFUTED);
  }

  /** What a program that knows nothing of Icecoat verifies and reads. */
  private static String openssl(AttestedGrid grid, Path receipt) {
    String authorities = grid.grid().grid().pki().trustFolder().toString();
    return Command.of(
            "openssl",
            "cms",
            "-verify",
            "-inform",
            "PEM",
            "-CApath",
            authorities,
            "-purpose",
            "any",
            "-in",
            receipt.toString())
        .run()
        .out();
  }

  /** One letter in the middle is another one. */
  private static String forged(String pem) {
    int middle = pem.length() / 2;
    char other = pem.charAt(middle) == 'A' ? 'B' : 'A';
    return pem.substring(0, middle) + other + pem.substring(middle + 1);
  }
}
