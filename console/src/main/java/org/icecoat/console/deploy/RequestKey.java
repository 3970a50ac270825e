package org.icecoat.console.deploy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request can say: each is an option and, under the same name, a key of a request file. */
enum RequestKey {
  NAME("NAME", false, "The VM's name, also its host name."),
  IMAGE(
      "IMAGE",
      false,
      "One image: its id, a part of that, NAME:VERSION, or NAME for the best version."),
  COMPONENT("NAME[>=V]", true, "A component that the image must carry, such as 'hmmer>=3.3'."),
  OS("NAME[>=V]", false, "The image's operating system, such as 'debian>=12'."),
  ARCH("ARCH", false, "The image's architecture, such as x86_64."),
  TEXT("WORDS", false, "Words of the image's name or description."),
  DATASET("NAME", true, "A dataset that the node must hold."),
  CPUS("N", false, "CPUs."),
  MEMORY("SIZE", false, "Memory, such as 512MiB or 2GiB."),
  DISK("SIZE", false, "The VM's own disk; left out, the image's size."),
  MAX_CPUS("N", false, "CPUs to which it may be reset while it runs."),
  MAX_MEMORY("SIZE", false, "Memory to which it may be reset while it runs."),
  VMM("NAME[>=V]", false, "The virtual-machine monitor, such as 'qemu-kvm>=7'."),
  LABEL("NAME=VALUE", true, "A label that the node must have."),
  NODE("NAME", false, "One node by name."),
  NETWORK("site|none", false, "An address of the site's, or no network card."),
  LEASE("TIME", false, "How long the VM may live, such as 2h."),
  ON_EXPIRY("ACTION", false, "What happens then: shutdown, pause or destroy."),
  GRACE("TIME", false, "How long after that it is destroyed."),
  TRUST_POLICY("NAME", false, "The policy that the node has to pass; else the factory's own."),
  MAX_TRUST_AGE("TIME", false, "How old the node's proof may be, 30s to 31d, such as 10m."),
  ON_TRUST_LOSS("ACTION", false, "When trust in the node is lost: notify, pause or destroy."),
  AT("MOMENT", false, "Deploy at this moment, such as 2026-11-23T14:05 or +2h."),
  UNTIL("MOMENT", false, "Wait for room on a node, but not longer than until then."),
  UPLOAD("FILE[:PATH]", true, "A file or folder of the application, and where it goes."),
  ENV("NAME=VALUE", true, "An environment variable of the application."),
  TIME_LIMIT("TIME", false, "How long the application may run."),
  COMMAND("WORD", true, "The command that runs in the VM, and its arguments.");

  private final String value;
  private final boolean many;
  private final String description;

  RequestKey(String value, boolean many, String description) {
    this.value = value;
    this.many = many;
    this.description = description;
  }

  /** The key in a file: {@code max-cpus}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The option: {@code --max-cpus}. */
  String option() {
    return "--" + key();
  }

  String value() {
    return value;
  }

  boolean many() {
    return many;
  }

  String description() {
    return description;
  }

  /** Whether it is an option; the command is what follows the options. */
  boolean optional() {
    return this != COMMAND;
  }

  static Optional<RequestKey> of(String key) {
    return Stream.of(values()).filter(one -> one.key().equals(key)).findFirst();
  }
}
