package org.icecoat.plugin.libvirt;

/** What runs a domain. */
enum DomainType {
  KVM("kvm", "qemu-kvm"),
  QEMU("qemu", "qemu-tcg"),
  TEST("test", "test");

  private final String word;
  private final String vmmName;

  DomainType(String word, String vmmName) {
    this.word = word;
    this.vmmName = vmmName;
  }

  /** In domain XML. */
  String word() {
    return word;
  }

  /** As the factory and clients know it. */
  String vmmName() {
    return vmmName;
  }
}
