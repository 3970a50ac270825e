package org.icecoat.console;

import java.util.List;
import java.util.Map;

/** One or more command lines for each command; a test reads them with the real parser. */
final class CommandExamples {
  private static final Map<String, List<String>> ALL =
      Map.ofEntries(
          of(
              "login",
              "icecoat login --hours 24",
              "icecoat login --proxy /tmp/x509up_u1000    # made by voms-proxy-init, say"),
          of("logout", "icecoat logout"),
          of("match", "icecoat match --component 'hmmer>=3.3' --dataset globins"),
          of(
              "deploy",
              "icecoat deploy --image hmmer --dataset globins --upload search.sh --lease 2h"
                  + " --wait -- ./search.sh",
              "icecoat deploy --file request.yaml --wait-application --timeout 30m",
              "icecoat deploy --file request.yaml --token night-17 --json",
              "icecoat deploy --image hmmer --trust-policy site --max-trust-age 10m"
                  + " --on-trust-loss pause --wait"),
          of("list", "icecoat list", "icecoat list --state Running --state Paused --json"),
          of("show", "icecoat show vm-7f3a --history"),
          of("watch", "icecoat watch vm-7f3a --timeout 10m"),
          of("set", "icecoat set vm-7f3a --lease 4h --cpus 2 --memory 1GiB"),
          of("start", "icecoat start vm-7f3a --wait"),
          of("pause", "icecoat pause vm-7f3a"),
          of("resume", "icecoat resume vm-7f3a --wait"),
          of("restart", "icecoat restart vm-7f3a --wait --timeout 5m"),
          of("shutdown", "icecoat shutdown vm-7f3a --grace 2m --wait"),
          of("destroy", "icecoat destroy vm-7f3a"),
          of("recover", "icecoat recover vm-7f3a --wait"),
          of(
              "output",
              "icecoat output vm-7f3a --follow",
              "icecoat output vm-7f3a --wait -o result.txt"),
          of("query", "icecoat query vm-7f3a '//vm:State'"),
          of(
              "verify",
              "icecoat verify vm-7f3a",
              "icecoat verify vm-7f3a --require keys,software,files,image,application",
              "icecoat verify vm-7f3a --makers makers --policy site.cms --signer CN=Admin,O=Grid"
                  + " --json"),
          of(
              "receipt",
              "icecoat receipt vm-7f3a -o vm-7f3a.receipt",
              "icecoat receipt --check vm-7f3a.receipt",
              "icecoat receipt vm-7f3a -o vm-7f3a.receipt --evidence vm-7f3a.evidence"),
          of(
              "image add",
              "icecoat image add debian.qcow2 --name debian --version 12.5 --os debian=12",
              "icecoat image add vmlinuz --kind kernel --name linux --version 6.1"),
          of("image search", "icecoat image search --component 'hmmer>=3.3' protein"),
          of("image show", "icecoat image show hmmer:3.3.2"),
          of("image verify", "icecoat image verify hmmer:3.3.2"),
          of(
              "image releases",
              "icecoat image releases hmmer:3.3.2",
              "icecoat image releases hmmer --most 200 --json"),
          of("image retire", "icecoat image retire hmmer:3.3.1 --why 'replaced by 3.3.2'"),
          of("node list", "icecoat node list"),
          of("node show", "icecoat node show node1"),
          of(
              "node enrol",
              "icecoat node enrol node1 --endpoint https://node1.example.org:8444/plugin"
                  + " --dn 'CN=node1.example.org,O=Example,C=XX'"),
          of("node cordon", "icecoat node cordon node1 --why 'new disks'"),
          of("node uncordon", "icecoat node uncordon node1"),
          of("node drain", "icecoat node drain node1 --wait --why 'new kernel'"),
          of("node attest", "icecoat node attest node1"),
          of(
              "node evidence",
              "icecoat node evidence node1",
              "icecoat node evidence node1 -o before-the-update.evidence",
              "icecoat node evidence node1 -o judged.evidence --digest sha256:"
                  + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
          of(
              "node remove",
              "icecoat node remove node1",
              "icecoat node remove node1 --lost --why 'burnt out on 3 March'"),
          of("vm evict", "icecoat vm evict vm-7f3a --why 'the node has to be repaired'"),
          of(
              "vm quotas",
              "icecoat vm quotas",
              "icecoat vm quotas --owner CN=Alice,O=Example,C=XX --json"),
          of(
              "vm history",
              "icecoat vm history --node node1 --since 2d",
              "icecoat vm history --owner CN=Alice,O=Example,C=XX --event failed --json"),
          of(
              "policy draft",
              "icecoat policy draft node1.evidence --name site --maker STMicro -o site.yaml",
              "icecoat policy draft node1.evidence node2.evidence --name site --version 2"),
          of(
              "policy check",
              "icecoat policy check site.yaml node1.evidence node2.evidence",
              "icecoat policy check new.yaml node1.evidence --against site.yaml --nodes",
              "icecoat policy check new.yaml node1.evidence --against site.yaml --json"),
          of("policy sign", "icecoat policy sign site.yaml -o site.cms"),
          of("policy show", "icecoat policy show site.cms"),
          of(
              "policy activate",
              "icecoat policy activate site.cms",
              "icecoat policy activate site.cms --to store",
              "icecoat policy activate site.cms --roll-out 2d"),
          of("policy list", "icecoat policy list", "icecoat policy list --at store --json"),
          of("doctor", "icecoat doctor", "icecoat doctor --node --json"),
          of("config show", "icecoat config show"),
          of("version", "icecoat version"),
          of(
              "completion",
              "icecoat completion bash > ~/.local/share/bash-completion/completions/icecoat",
              "source <(icecoat completion zsh)"),
          of("help", "icecoat help deploy", "icecoat help image add"));

  private CommandExamples() {}

  private static Map.Entry<String, List<String>> of(String command, String... examples) {
    return Map.entry("icecoat " + command, List.of(examples));
  }

  /** By the command's whole name; none if it has none. */
  static List<String> of(String qualifiedName) {
    return ALL.getOrDefault(qualifiedName, List.of());
  }
}
