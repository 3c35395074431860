using NetAudit.Collection.Formats;
using NetAudit.Collection.Remote;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class SshErrorTextTests
{
    [Theory]
    [InlineData("@  WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!  @\nHost key verification failed.", SshFault.HostKeyChanged)]
    [InlineData("Host key verification failed.", SshFault.HostKeyUnknown)]
    [InlineData("ops@db1: Permission denied (publickey,password).", SshFault.NotAuthenticated)]
    [InlineData("Received disconnect from 192.0.2.1 port 22:2: Too many authentication failures", SshFault.NotAuthenticated)]
    [InlineData("sudo: a password is required", SshFault.SudoRefused)]
    [InlineData("ops is not in the sudoers file.", SshFault.SudoRefused)]
    [InlineData("ssh: Could not resolve hostname db1: Name or service not known", SshFault.NameUnknown)]
    [InlineData("ssh: connect to host db1 port 22: Connection refused", SshFault.Refused)]
    [InlineData("ssh: connect to host db1 port 22: No route to host", SshFault.NoRoute)]
    [InlineData("ssh: connect to host db1 port 22: Connection timed out", SshFault.NoRoute)]
    [InlineData("Connection closed by 192.0.2.1 port 22", SshFault.CutOff)]
    [InlineData("sh: 1: bash: not found", SshFault.NoShell)]
    public void What_ssh_and_sudo_print_tells_what_it_is_about(string printed, object fault) =>
        Assert.Equal(fault, SshErrorText.Read(printed));

    [Fact]
    public void Words_of_nobody_are_of_the_kind_that_has_no_name() => Assert.Equal(default, SshErrorText.Read("segfault"));

    [Theory]
    [InlineData("debug\nsudo: a password is required.\r\n\n", "sudo: a password is required")]
    [InlineData("\u001b[31mred", "[31mred")]
    [InlineData("", "")]
    public void The_last_line_is_shown_without_what_steers_a_terminal(string printed, string shown) =>
        Assert.Equal(shown, SshErrorText.LastLine(printed).Trim());

    [Fact]
    public void A_password_and_a_line_without_end_are_not_shown()
    {
        Assert.Equal("dial http://etcd:2379", SshErrorText.LastLine("dial http://root:hunter2@etcd:2379"));
        Assert.Equal(300, SshErrorText.LastLine(new string('x', 5000)).Length);
    }
}
