using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public class SshErrorTextTests
{
    [Theory]
    [InlineData("@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n@@@\nHost key verification failed.", "HostKeyChanged")]
    [InlineData(
        "No ED25519 host key is known for h and you have requested strict checking.\nHost key verification failed.",
        "HostKeyUnknown"
    )]
    [InlineData("me@h: Permission denied (publickey,password).", "NotAuthenticated")]
    [InlineData("ssh: Could not resolve hostname h: Name or service not known", "NameUnknown")]
    [InlineData("ssh: connect to host h port 22: Connection refused", "Refused")]
    [InlineData("ssh: connect to host h port 22: Connection timed out", "NoRoute")]
    [InlineData("ssh: connect to host h port 22: No route to host", "NoRoute")]
    [InlineData("Connection to h closed by remote host.", "CutOff")]
    [InlineData("kex_exchange_identification: Connection closed by remote host", "CutOff")]
    [InlineData("sudo: a password is required", "SudoRefused")]
    [InlineData("me is not in the sudoers file.", "SudoRefused")]
    [InlineData("bash: line 1: sh: command not found", "NoShell")]
    [InlineData("collect.sh: something", "Other")]
    [InlineData("", "Other")]
    public void What_ssh_and_sudo_print_is_told_apart(string printed, string fault) =>
        Assert.Equal(fault, SshErrorText.Read(printed).ToString());

    [Fact]
    public void The_last_line_is_shown_without_logins_and_control_characters()
    {
        Assert.Equal("at https://host:1  [31m", SshErrorText.LastLine("first\nat https://u:hunter2@host:1 \u001b[31m\n\n"));
        Assert.Equal("", SshErrorText.LastLine("\n \n"));
        Assert.Equal(300, SshErrorText.LastLine(new string('x', 1000)).Length);
    }
}
