namespace Ayni.Cluster.Tests.Processes;

public sealed class ServerProcessTests
{
    [Fact]
    public async Task Dispose_WithAChildProcess_EndsTheWholeGroup()
    {
        using var server = new Shell("sleep 1000 & echo $!; wait");
        var child = int.Parse(await server.Output.WaitForAsync(line => line.Length > 0), null);

        server.Dispose();

        // A killed process is gone when it is next scheduled, and stays a zombie until someone waits for it.
        var ended = SpinWait.SpinUntil(() => HasEnded(child), TimeSpan.FromSeconds(30));
        Assert.True(ended, $"Process {child} is still there.");
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

    private static bool HasEnded(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[1][0] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private sealed class Shell(string script)
        : ServerProcess("shell", "sh", ["-c", script], new ServerSettings(Path.GetTempPath()));
}
