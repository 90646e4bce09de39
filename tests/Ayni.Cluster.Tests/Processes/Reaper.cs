using System.Diagnostics;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>
/// Kills a process group when this test run ends, however it ends: a shell of its own reads from a pipe that the
/// operating system closes with us.
/// </summary>
internal sealed class Reaper : IDisposable
{
    private readonly Process _shell;

    public Reaper(int processGroup)
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true };
        foreach (var part in (string[])["sh", "-c", $"read line; kill -s KILL -- -{processGroup} 2>/dev/null"])
            start.ArgumentList.Add(part);
        _shell = Process.Start(start)!;
    }

    /// <summary>Kills what is left of the group now.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
