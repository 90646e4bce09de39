namespace Ayni.Cluster.Tests.Processes;

public sealed class ServerProcessTests
{
    [Fact]
    public async Task Dispose_WithAChildProcess_EndsTheWholeGroup()
    {
        using var server = new Shell("sleep 1000 & echo $!; wait");
        var child = int.Parse(await server.Output.WaitForAsync(line => line.Length > 0), null);

        server.Dispose();

        // Whoever is left is a zombie at most, which nobody has waited for yet.
        Assert.True(!IsThere(child) || StateOf(child) == 'Z', $"Process {child} is still there.");
    }

    [Fact]
    public async Task Signal_Term_GivesTheExitCodeAndAllOutput()
    {
        using var server = new Shell("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done");
        await server.Output.WaitForAsync(line => line == "up");

        Assert.Equal(3, await server.SignalAsync("TERM"));

        Assert.Equal("up\nbye", server.Output.Text);
        Assert.False(server.IsRunning);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Output.WaitForAsync(line => line == "never"));
    }

    private static bool IsThere(int process) => Directory.Exists($"/proc/{process}");

    private static char StateOf(int process) => File.ReadAllText($"/proc/{process}/stat").Split(") ")[1][0];

    private sealed class Shell(string script)
        : ServerProcess("shell", "sh", ["-c", script], new ServerSettings(Path.GetTempPath()));
}
