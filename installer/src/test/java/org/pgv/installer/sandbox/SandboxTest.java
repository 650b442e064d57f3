package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

class SandboxTest {
  private static final HostName DEMO = new HostName("demo");

  static Sandbox demo(String network, String hosts) {
    return Sandbox.of(
        DEMO, Network.parse(network), "demo.internal", "root1", HostNames.parse(hosts));
  }

  @Test
  void numbersItsHostsFromElevenAsTheExamplesDo() {
    Sandbox sandbox = demo("10.77.0.0/24", "4");

    List<String> hosts =
        sandbox.members().stream().map(m -> m.name() + " " + sandbox.address(m)).toList();
    assertEquals(
        List.of("pg1 10.77.0.11", "pg2 10.77.0.12", "pg3 10.77.0.13", "infra1 10.77.0.14"), hosts);
    assertEquals("10.77.0.1", sandbox.adminAddress().text());
  }

  @Test
  void carriesIntoTheNextByteOfAnAddress() {
    Sandbox sandbox = demo("172.16.0.0/16", "300");

    assertEquals("172.16.1.9", sandbox.address(sandbox.members().get(254)).text());
  }

  @Test
  void hasNoRoomForMoreHostsThanItsNetworkHasAddresses() {
    assertEquals(4, demo("10.77.0.16/28", "4").members().size());
    assertThrows(IllegalArgumentException.class, () -> demo("10.77.0.16/28", "5"));
  }

  @Test
  void refusesTheAddressOfAHostAsItsNetwork() {
    assertThrows(IllegalArgumentException.class, () -> demo("10.77.0.1/24", "1"));
  }

  @Test
  void givesAHostTheSameHardwareAddressAgain() {
    assertEquals("02:70:67:76:00:0b", Sandbox.hardwareAddress(new Member(DEMO, 11)));
    assertEquals("02:70:67:76:01:2c", Sandbox.hardwareAddress(new Member(DEMO, 300)));
  }

  @Test
  void readsBackWhatItWrote(@TempDir Path home) throws IOException {
    Sandbox sandbox = demo("10.77.0.0/24", "db,web");
    SandboxFolder folder = new SandboxFolder(home.resolve("demo"));
    assertEquals(Optional.empty(), folder.read());

    folder.write(sandbox);

    assertEquals(Optional.of(sandbox), folder.read());
  }

  @Test
  void namesHostsByNumberOrByName() {
    assertEquals(List.of(new HostName("pg1")), HostNames.parse("1"));
    assertEquals(
        List.of(new HostName("pg1"), new HostName("pg2"), new HostName("pg3")),
        HostNames.parse("3"));
    assertEquals(List.of(new HostName("db-a"), new HostName("db-b")), HostNames.parse("db-a,db-b"));
  }

  @Test
  void refusesTwoHostsOfOneNameAndAHostCalledAdmin() {
    assertThrows(IllegalArgumentException.class, () -> HostNames.parse("a,b,a"));
    assertThrows(IllegalArgumentException.class, () -> HostNames.parse("a,admin"));
    assertThrows(IllegalArgumentException.class, () -> HostNames.parse("a,,b"));
  }
}
