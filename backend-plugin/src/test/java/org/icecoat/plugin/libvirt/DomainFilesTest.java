package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.DatasetDisk;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.plugin.spec.SystemDisk.DiskFormat;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Which files of the host a VM gets, and which of them it may write. */
class DomainFilesTest {
  private static final Path BASE = Path.of("/images/base");
  private static final Path KERNEL = Path.of("/images/kernel");
  private static final Path RAMDISK = Path.of("/images/ramdisk");
  private static final DatasetDisk GLOBINS =
      new DatasetDisk(new DatasetName("globins"), Path.of("/data/globins.img"));
  private static final DatasetDisk PFAM =
      new DatasetDisk(new DatasetName("pfam"), Path.of("/data/pfam.img"));

  @Test
  void datasets_are_disks_that_no_guest_can_write_and_several_can_share() {
    Element domain = domain(spec(DiskFormat.QCOW2));
    assertThat(files(domain, "//disk[readonly and shareable]"))
        .containsExactly("/data/globins.img", "/data/pfam.img");
    assertThat(files(domain, "//disk[not(readonly) and not(shareable)]"))
        .containsExactly("/vms/one/overlay.qcow2");
  }

  @ParameterizedTest
  @EnumSource
  void the_base_is_the_last_of_its_chain_whatever_it_names_itself(DiskFormat format) {
    Element domain = domain(spec(format));
    assertThat(TestingXml.find(domain, "//disk[not(readonly)]/backingStore/source/@file"))
        .extracting(Node::getNodeValue)
        .containsExactly(BASE.toString());
    assertThat(TestingXml.find(domain, "//disk/backingStore/backingStore[not(@*) and not(node())]"))
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void files_that_vms_share_stay_their_owners_and_only_the_vms_own_disk_is_given_to_qemu(
      DiskFormat format) {
    Element domain = domain(spec(format));
    assertThat(sources(domain, "seclabel[@model='dac' and @relabel='no']"))
        .containsExactly(BASE.toString(), "/data/globins.img", "/data/pfam.img");
    assertThat(sources(domain, "not(seclabel)")).containsExactly("/vms/one/overlay.qcow2");
  }

  @ParameterizedTest
  @EnumSource
  void a_vm_gets_no_file_but_its_own_its_images_and_its_datasets(DiskFormat format) {
    VmSpec spec = spec(format);
    assertThat(paths(domain(spec)))
        .containsExactlyInAnyOrder(
            "/usr/bin/qemu-system-x86_64",
            "/dev/urandom",
            BASE.toString(),
            KERNEL.toString(),
            RAMDISK.toString(),
            "/vms/one/overlay.qcow2",
            "/vms/one/console.log",
            "/run/icecoat/" + spec.id() + ".guest",
            "/data/globins.img",
            "/data/pfam.img");
  }

  @Test
  void a_vm_that_boots_by_uefi_gets_the_nodes_firmware_to_read_and_variables_of_its_own() {
    VmSpec plain = TestingSpecs.reading(spec(DiskFormat.RAW));
    Boot.Uefi boot = new Boot.Uefi(Path.of("/vms/one/vars.fd"));
    Element domain = domain(with(plain, boot, plain.disk()));
    assertThat(paths(domain))
        .containsExactlyInAnyOrder(
            "/usr/bin/qemu-system-x86_64",
            "/usr/share/OVMF/OVMF_CODE_4M.fd",
            "/usr/share/OVMF/OVMF_VARS_4M.fd",
            "/dev/urandom",
            BASE.toString(),
            "/vms/one/overlay.qcow2",
            "/vms/one/vars.fd",
            "/vms/one/console.log",
            "/run/icecoat/" + plain.id() + ".guest");
    assertThat(TestingXml.find(domain, "//loader[@readonly='yes']")).hasSize(1);
    assertThat(TestingXml.find(domain, "//nvram"))
        .extracting(Node::getTextContent)
        .containsExactly("/vms/one/vars.fd");
  }

  private static VmSpec spec(DiskFormat format) {
    Boot.DirectKernel boot = new Boot.DirectKernel(KERNEL, RAMDISK, "quiet");
    VmSpec plain = TestingSpecs.directKernel(Path.of("/vms/one"), boot, BASE);
    SystemDisk disk = new SystemDisk(plain.disk().overlay(), BASE, format);
    return TestingSpecs.reading(with(plain, boot, disk), GLOBINS, PFAM);
  }

  private static VmSpec with(VmSpec spec, Boot boot, SystemDisk disk) {
    return new VmSpec(
        spec.id(),
        spec.name(),
        spec.tags(),
        spec.size(),
        boot,
        disk,
        spec.datasets(),
        spec.network());
  }

  private static Element domain(VmSpec spec) {
    LibvirtConfiguration configuration =
        new LibvirtConfiguration(
            URI.create("qemu:///system"), null, Path.of("/run/icecoat"), null, null, null, null);
    return TestingXml.read(new DomainXml(configuration, DomainType.QEMU).write(spec));
  }

  private static List<String> files(Element domain, String disks) {
    return TestingXml.find(domain, disks + "/source/@file").stream()
        .map(Node::getNodeValue)
        .toList();
  }

  private static List<String> sources(Element domain, String such) {
    return TestingXml.find(domain, "//disk//source[" + such + "]/@file").stream()
        .map(Node::getNodeValue)
        .toList();
  }

  private static Set<String> paths(Element domain) {
    return TestingXml.find(domain, "//@*[starts-with(., '/')] | //text()[starts-with(., '/')]")
        .stream()
        .map(Node::getNodeValue)
        .collect(Collectors.toSet());
  }
}
